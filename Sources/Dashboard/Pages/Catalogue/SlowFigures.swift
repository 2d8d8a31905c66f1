/// Percentiles are made of every single request. Beyond so many of them, panels with percentiles come after the page.
enum SlowFigures {
  private static let requests: Int64 = 1_000_000

  static func areDeferred(for count: Int64?) -> Bool { count.map { $0 > requests } ?? true }
}
