/// Answers plans.
package protocol QueryEngine: Sendable {
  func run(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> QueryResult
}

/// Gives the records themselves.
package protocol RecordSource: Sendable {
  func records(_ query: RecordQuery, budget: QueryBudget) async throws(QueryFailure) -> RecordPage
}
