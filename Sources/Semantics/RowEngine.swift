import Usage

/// An engine that can group rows. Periods before, gaps and pages are made from its rows here, the same way for all engines.
package protocol RowEngine: QueryEngine {
  /// From when to when some requests are there as sums only; nil if all are there in full.
  var rolledUpTime: ClosedRange<Timestamp>? { get async }

  /// The first and last instant of the records that the plan's scope, filter and interval leave; nil if there are none.
  func extent(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> ClosedRange<Timestamp>?

  /// The plan's rows in its order, from its offset, at most `limit`. Gaps, comparison and open time buckets are taken care of by `run`.
  func rows(_ plan: Plan, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> [[Value]]
}

extension RowEngine {
  package var rolledUpTime: ClosedRange<Timestamp>? { nil }

  package func run(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> QueryResult {
    var plan = plan
    if plan.needsBounds { plan = plan.bounded(by: try await extent(plan, budget: budget)) }
    var rows = try await checkedRows(plan.unfilled, budget)
    if plan.fillsGaps { rows = try GapFilling(plan).filled(rows) }
    let isTruncated = plan.limit.map { rows.count > $0 } ?? false
    if let limit = plan.limit { rows = Array(rows.prefix(limit)) }
    var result = QueryResult(plan, rows: rows, isTruncated: isTruncated)
    if let time = await rolledUpTime, plan.interval.from.map({ $0 <= time.upperBound }) ?? true,
      plan.interval.to.map({ $0 > time.lowerBound }) ?? true
    {
      result.rolledUpUntil = time.upperBound
    }
    if let comparison = plan.comparison(for: rows) {
      let before = try await checkedRows(comparison, budget)
      result.previous = try Comparison(plan, comparison).metrics(for: rows, among: before)
    }
    return result
  }

  /// One row more than asked for tells whether there are more.
  private func checkedRows(_ plan: Plan, _ budget: QueryBudget) async throws(QueryFailure) -> [[Value]] {
    let wanted = min(plan.limit ?? budget.rows, budget.rows)
    let rows = try await rows(plan, limit: wanted + 1, budget: budget)
    guard rows.count <= wanted || wanted == plan.limit else { throw .tooManyRows(limit: budget.rows) }
    return rows
  }
}
