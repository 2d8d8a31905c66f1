import Usage

/// Figures about people: when they came, how long they stayed, what they thought.
package protocol AudienceReports: Sendable {
  /// How many users made their first request ever in each bucket of a plan with bounded time buckets; empty buckets are left out. Requests
  /// that the plan's filter leaves out do not count as a first one.
  func newUsers(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> [Timestamp: Int64]

  /// The chats in which the plan's requests were made, as long as those lasted.
  func sessions(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> ChatStatistics

  /// How often what was given, by model and bucket of time; a query's page does not count. In no order.
  func ratings(
    _ query: ActivityQuery<FeedbackRecord>, by granularity: Granularity, in zone: Zone, budget: QueryBudget
  ) async throws(QueryFailure) -> [RatingCount]
}

/// How often a rating was given to a model in a stretch of time.
package struct RatingCount: Hashable, Sendable {
  /// nil: feedback that has no time.
  package var bucket: Timestamp?
  package var model: String?
  /// By its letters, as it came.
  package var rating: String?
  package var count: Int64

  package init(bucket: Timestamp?, model: String?, rating: String?, count: Int64) {
    self.bucket = bucket
    self.model = model
    self.rating = rating
    self.count = count
  }
}
