/// A segment is named by the first sequence that it may hold, in twenty digits, so that names sort as numbers do.
enum SegmentName {
  static func of(_ sequence: UInt64) -> String {
    let digits = String(sequence)
    return String(repeating: "0", count: 20 - digits.count) + digits + ".wal"
  }

  static func sequence(_ name: String) -> UInt64? {
    guard name.utf8.count == 24, name.hasSuffix(".wal") else { return nil }
    return UInt64(name.dropLast(4))
  }
}
