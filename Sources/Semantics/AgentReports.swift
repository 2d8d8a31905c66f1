import Usage

/// Figures about agents and their runs. An agent is known by its record or by its runs, so one whose record is gone still counts.
package protocol AgentReports: Sendable {
  func agentSummary(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> AgentSummary

  /// Runs, whatever started them.
  func runDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> DayCounts

  /// Those that ran most first, then by id, at most `limit`.
  /// - Parameter today: what `AgentUse.runsToday` is about.
  func busiestAgents(
    limit: Int, today: CalendarDays, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [AgentUse]
}

package struct AgentSummary: Hashable, Sendable {
  package var agents: Int64 = 0
  /// Whose status is `deployed`.
  package var deployed: Int64 = 0
  /// Schedules that are on.
  package var schedules: Int64 = 0
  package var days: [CivilDate: Day] = [:]

  package struct Day: Hashable, Sendable {
    package var created: Int64
    package var deployed: Int64
    /// Of the agents created on that day: when a schedule was made is not recorded.
    package var schedules: Int64

    package init(created: Int64 = 0, deployed: Int64 = 0, schedules: Int64 = 0) {
      self.created = created
      self.deployed = deployed
      self.schedules = schedules
    }
  }

  package init() {}
}

package struct AgentUse: Hashable, Sendable {
  package var agent: ID<Agent>
  /// nil where no record names it.
  package var name: String?
  package var runs: Int64
  package var runsToday: Int64
  /// Runs that came to an end of their own, and those of them that did what they should.
  package var finished: Int64
  package var successes: Int64
  package var lastRun: Timestamp?

  package init(
    agent: ID<Agent>, name: String?, runs: Int64, runsToday: Int64, finished: Int64, successes: Int64, lastRun: Timestamp?
  ) {
    self.agent = agent
    self.name = name
    self.runs = runs
    self.runsToday = runsToday
    self.finished = finished
    self.successes = successes
    self.lastRun = lastRun
  }
}

extension AgentRunRecord {
  package static let successStatuses = ["completed", "success"]
  /// Runs that wait, go on or were called off are in neither list.
  package static let failureStatuses = ["failed", "error", "partial"]
}
