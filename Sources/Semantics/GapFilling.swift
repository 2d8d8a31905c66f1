/// Adds the rows of empty time buckets, for every combination of the other keys that occurs, and cuts the page out of all of them.
struct GapFilling {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// The whole page, with one row more than the limit if there is one.
  func filled(_ rows: [[Value]]) throws(QueryFailure) -> [[Value]] {
    guard let bucketing = plan.bucketing, let time = plan.dimensions.firstIndex(where: \.isTime) else { return rows }
    guard let buckets = bucketing.buckets(limit: Plan.Bounds.buckets) else { throw .tooManyRows(limit: Plan.Bounds.buckets) }
    let keyCount = plan.dimensions.count
    var present = Set(rows.map { Array($0.prefix(keyCount)) })
    // Without another dimension there is one series even where nothing happened.
    var series = Set(present.map { key in without(time, key) })
    if keyCount == 1 { series = [[]] }
    let total = series.count.multipliedReportingOverflow(by: buckets.count)
    guard !total.overflow, total.partialValue <= Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit) }
    let empty = plan.metrics.map(\.emptyValue)
    var all = rows
    for others in series {
      for bucket in buckets {
        var key = others
        key.insert(.instant(bucket), at: time)
        if present.insert(key).inserted { all.append(key + empty) }
      }
    }
    all.sort(by: RowOrder(plan).precedes)
    return Array(all.dropFirst(plan.offset).prefix(plan.limit.map { $0 + 1 } ?? all.count))
  }

  static let rowLimit = 200_000

  private func without(_ index: Int, _ key: [Value]) -> [Value] {
    var key = key
    key.remove(at: index)
    return key
  }
}
