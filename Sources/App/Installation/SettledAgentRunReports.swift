import Semantics

// About records, which need no settling.
extension SettledEngine: AgentRunReports {
  func agentRuns(_ about: ActivityStretch, days: CalendarDays, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> AgentRuns {
    try await store.agentRuns(about, days: days, limit: limit, budget: budget)
  }
}
