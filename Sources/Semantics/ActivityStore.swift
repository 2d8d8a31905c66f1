import Usage

/// Keeps records.
package protocol ActivityStore: Sendable {
  /// A record replaces the one of the same kind, project and id; of several in one call the last counts. All or none; on disk when
  /// this returns.
  func upsert<R: ActivityRecord>(_ records: [R]) async throws(QueryFailure)
}

/// Gives records back. Figures over them are named reports of their own.
package protocol ActivitySource: Sendable {
  func activity<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) async throws(QueryFailure) -> ActivityPage<R>

  /// How many records a query is about, whatever its page.
  func count<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) async throws(QueryFailure) -> Int64
}
