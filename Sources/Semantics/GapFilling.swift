/// Adds the rows of empty time buckets, for every combination of the other keys that occurs, and cuts the page out of all of them.
struct GapFilling {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// The whole page, with one row more than the limit if there is one.
  func filled(_ rows: [[Value]]) throws(QueryFailure) -> [[Value]] {
    guard let bucketing = plan.bucketing, let time = plan.dimensions.firstIndex(where: \.isTime) else { return rows }
    guard let buckets = bucketing.buckets(limit: Plan.Bounds.buckets) else { throw .tooManyRows(limit: Plan.Bounds.buckets) }
    let keyCount = plan.dimensions.count
    // Without another dimension there is one series even where nothing happened.
    var series: [[Value]: Set<Value>] = keyCount == 1 ? [[]: []] : [:]
    for row in rows { series[without(time, row.prefix(keyCount)), default: []].insert(row[time]) }
    let total = series.count.multipliedReportingOverflow(by: buckets.count)
    guard !total.overflow, total.partialValue <= Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit) }
    let empty = plan.metrics.map(\.emptyValue)
    var all = rows
    for (others, present) in series {
      for bucket in buckets where !present.contains(.instant(bucket)) {
        var key = others
        key.insert(.instant(bucket), at: time)
        all.append(key + empty)
      }
    }
    // The engine's rows have their order already.
    if all.count > rows.count { all.sort(by: RowOrder(plan).precedes) }
    return Array(all.dropFirst(plan.offset).prefix(plan.limit.map { $0 + 1 } ?? all.count))
  }

  static let rowLimit = 200_000

  private func without(_ index: Int, _ key: ArraySlice<Value>) -> [Value] {
    var key = Array(key)
    key.remove(at: index)
    return key
  }
}
