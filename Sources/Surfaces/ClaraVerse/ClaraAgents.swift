import Hummingbird
import Semantics
import Usage
import Web

/// One day of the agents' series.
struct ClaraAgentDay: Sendable {
  let date: CivilDate
  let agents: AgentSummary.Day
  let runs: Int64

  static let members: [ClaraMember<Self>] = [
    .integer("agent_runs", \.runs), .integer("agents_created", \.agents.created), .integer("agents_deployed", \.agents.deployed),
    .init("date", .date) { .string($0.date.description) }, .integer("schedules_created", \.agents.schedules),
  ]
}

extension AgentUse {
  fileprivate static let members: [ClaraMember<Self>] = [
    .text("agent_id", \.agent.text), .text("agent_name") { $0.name ?? $0.agent.text }, .integer("executions", \.runs),
    .integer("executions_today", \.runsToday), .instant("last_run_at", \.lastRun),
    .known("success_rate") { $0.finished == 0 ? nil : 100 * Double($0.successes) / Double($0.finished) },
  ]
}

/// What is said beside the series.
struct ClaraAgentTotals: Sendable {
  let agents: AgentSummary
  let runs: DayCounts
  let today: CivilDate

  static let members: [ClaraMember<Self>] = [
    .integer("active_schedules", \.agents.schedules), .integer("deployed_agents", \.agents.deployed),
    .integer("executions_today") { $0.runs.days[$0.today] ?? 0 }, .integer("total_agents", \.agents.agents),
    .integer("total_executions", \.runs.total),
  ]
}

extension ClaraVerseAPI {
  /// Of the agents that drive the most traffic, so many are named.
  private static let namedAgents = 10

  var agents: Endpoint {
    endpoint(
      "/analytics/agents", "Agents", "Agents and their runs by day", parameters: Self.seriesParameters,
      answer: [.json: .row(ClaraAgentTotals.members), .csv: .string]
    ) { call in
      let question = try ClaraQuestion(call, now: clock.now())
      let (days, scope) = (question.calendar, question.scope)
      async let summary = reports.agentSummary(days, scope: scope, budget: budget)
      async let runs = reports.runDays(days, scope: scope, budget: budget)
      async let busiest = reports.busiestAgents(limit: Self.namedAgents, today: question.today, scope: scope, budget: budget)
      let totals = ClaraAgentTotals(agents: try await summary, runs: try await runs, today: days.last)
      let series = days.dates.map { date in
        ClaraAgentDay(date: date, agents: totals.agents.days[date] ?? .init(), runs: totals.runs.days[date] ?? 0)
      }
      var body: [String: JSONValue] = .init(totals, ClaraAgentTotals.members)
      body["time_series"] = .array(.init(series, ClaraAgentDay.members))
      body["top_agents"] = .array(.init(try await busiest, AgentUse.members))
      return question.object("agents", body, table: series, ClaraAgentDay.members)
    }
  }
}
