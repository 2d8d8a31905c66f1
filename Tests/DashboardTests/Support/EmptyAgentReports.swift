import Semantics
import Usage

extension EmptyPorts: AgentReports, AgentRunReports {
  func agentSummary(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> AgentSummary {
    AgentSummary()
  }
  func runDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> DayCounts { DayCounts() }
  func busiestAgents(
    limit: Int, today: CalendarDays, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [AgentUse] { [] }
  func agentRuns(_ about: ActivityStretch, days: CalendarDays, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> AgentRuns {
    AgentRuns()
  }
}
