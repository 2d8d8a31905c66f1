import Semantics
import Usage

extension SettledEngine: ChatReports {
  func chatDays(
    _ days: CalendarDays, activeSince: Timestamp, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> ChatDays {
    await settle()
    return try await store.chatDays(days, activeSince: activeSince, scope: scope, budget: budget)
  }

  func activeChats(since: Timestamp, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> Int64 {
    await settle()
    return try await store.activeChats(since: since, scope: scope, budget: budget)
  }

  func messageDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> DayCounts {
    try await store.messageDays(days, scope: scope, budget: budget)
  }

  func userDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> [CivilDate: Int64] {
    await settle()
    return try await store.userDays(days, scope: scope, budget: budget)
  }

  func activeUsers(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> ActiveUsers {
    await settle()
    return try await store.activeUsers(days, scope: scope, budget: budget)
  }
}

extension SettledEngine: AgentReports {
  func agentSummary(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> AgentSummary {
    try await store.agentSummary(days, scope: scope, budget: budget)
  }

  func runDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> DayCounts {
    try await store.runDays(days, scope: scope, budget: budget)
  }

  func busiestAgents(
    limit: Int, today: CalendarDays, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [AgentUse] {
    try await store.busiestAgents(limit: limit, today: today, scope: scope, budget: budget)
  }
}

extension SettledEngine: PeopleReports {
  func registeredUsers(scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> Int64 {
    try await store.registeredUsers(scope: scope, budget: budget)
  }

  func people(_ query: PeopleQuery, budget: QueryBudget) async throws(QueryFailure) -> PeoplePage {
    await settle()
    return try await store.people(query, budget: budget)
  }
}
