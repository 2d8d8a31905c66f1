import Semantics
import Usage

extension SettledEngine: RequestReports {
  func newUsers(
    from first: CivilDate, through last: CivilDate, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [CivilDate: Int64] {
    await settle()
    return try await store.newUsers(from: first, through: last, scope: scope, budget: budget)
  }

  func chatStatistics(scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> ChatStatistics {
    await settle()
    return try await store.chatStatistics(scope: scope, budget: budget)
  }
}

// These are about records, which need no settling.
extension SettledEngine: ExecutionReports, FeedbackReports {
  func executionSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionSummary {
    try await store.executionSummary(about, budget: budget)
  }

  func executionsByUser(_ about: ActivityStretch, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> [UserExecutions] {
    try await store.executionsByUser(about, limit: limit, budget: budget)
  }

  func executionErrors(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionErrors {
    try await store.executionErrors(about, budget: budget)
  }

  func feedbackSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> FeedbackSummary {
    try await store.feedbackSummary(about, budget: budget)
  }

  func ratedAnswers(_ query: RatedAnswersQuery, budget: QueryBudget) async throws(QueryFailure) -> RatedAnswers {
    try await store.ratedAnswers(query, budget: budget)
  }
}

extension SettledEngine: AudienceReports {
  func newUsers(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> [Timestamp: Int64] {
    await settle()
    return try await store.newUsers(plan, budget: budget)
  }

  func sessions(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> ChatStatistics {
    await settle()
    return try await store.sessions(plan, budget: budget)
  }

  func ratings(
    _ query: ActivityQuery<FeedbackRecord>, by granularity: Granularity, in zone: Zone, budget: QueryBudget
  ) async throws(QueryFailure) -> [RatingCount] {
    try await store.ratings(query, by: granularity, in: zone, budget: budget)
  }
}
