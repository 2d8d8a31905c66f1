/// Finds the rows of the period before that belong to an answer's rows.
struct Comparison {
  private let plan: Plan
  private let before: Plan

  init(_ plan: Plan, _ before: Plan) {
    self.plan = plan
    self.before = before
  }

  func metrics(for rows: [[Value]], among old: [[Value]]) throws(QueryFailure) -> [[Value]] {
    let keyCount = plan.dimensions.count
    let earlier = try counterparts()
    let byKey = Dictionary(old.map { (Array($0.prefix(keyCount)), Array($0.dropFirst(keyCount))) }) { first, _ in first }
    let empty = plan.metrics.map(\.emptyValue)
    return rows.map { row in
      var key = Array(row.prefix(keyCount))
      if let time = plan.dimensions.firstIndex(where: \.isTime) {
        guard let counterpart = earlier[key[time]] else { return empty }
        key[time] = counterpart
      }
      return byKey[key] ?? empty
    }
  }

  /// The bucket with the same number in the period before, for each bucket that has one.
  private func counterparts() throws(QueryFailure) -> [Value: Value] {
    guard let now = plan.bucketing, let then = before.bucketing else { return [:] }
    let limit = Plan.Bounds.buckets
    guard let new = now.buckets(limit: limit), let old = then.buckets(limit: 2 * limit) else { throw .tooManyRows(limit: limit) }
    return Dictionary(zip(new, old).map { (.instant($0), .instant($1)) }) { first, _ in first }
  }
}
