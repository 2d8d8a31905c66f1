/// How many records are read at once: as many as make some megabytes, going by those before. It rises in steps, as the first may tell
/// little of the others.
struct PageSize {
  private(set) var limit = 500
  /// What the next page is likely to take.
  private(set) var bytes = 64 << 10

  private static let aim = 8 << 20
  private static let most = 10_000

  mutating func note(_ count: Int, bytes: Int) {
    let each = max(bytes / max(count, 1), 1)
    limit = min(max(Self.aim / each, 1), limit * 4, Self.most)
    self.bytes = min(limit * each * 5 / 4, 2 * Self.aim)
  }
}
