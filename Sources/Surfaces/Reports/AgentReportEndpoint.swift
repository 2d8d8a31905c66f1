import Hummingbird
import Semantics
import Usage
import Web

extension ReportAPI {
  var agents: Endpoint {
    Endpoint(
      .get, "/v1/reports/agents", access: .scope(.read),
      .init(
        "reportAgents", "Agents and how their runs went: by agent, by day, by what started them",
        description:
          "`agents`, `deployed` and `schedules` are those of now; all else is of the period. Runs that wait, go on or were called off are neither successes nor failures.",
        tags: ["Records"]),
      parameters: Self.parameters, answers: [.init(.ok, "The figures.", [.json: Self.agentSchema])]
    ) { call in
      let wish = try wish(call)
      async let summary = reports.agentSummary(wish.days.lastDay, scope: wish.about.scope, budget: budget)
      async let runs = reports.agentRuns(wish.about, days: wish.days, limit: wish.limit, budget: budget)
      return .json(try await Self.json(wish, summary, runs))
    }
  }

  private static func json(_ wish: Wish, _ summary: AgentSummary, _ runs: AgentRuns) -> JSONWriter {
    var writer = JSONWriter(reservingCapacity: 1024 + 200 * runs.agents.count)
    writer.object { writer in
      writer.period(wish.about.interval, wish.zone)
      writer.member("agents", summary.agents)
      writer.member("deployed", summary.deployed)
      writer.member("schedules", summary.schedules)
      writer.outcome(runs.total)
      writer.list("by_agent", runs.agents) { writer, agent in
        writer.member("agent_id", agent.id.text)
        writer.member("name", agent.name)
        writer.member("last_run_at", agent.lastRun?.description)
        writer.outcome(agent.outcome)
      }
      writer.list("by_trigger", runs.triggers) { writer, trigger in
        writer.member("trigger", trigger.name.isEmpty ? nil : trigger.name)
        writer.member("runs", trigger.count)
      }
      writer.list("by_day", runs.days.sorted { $0.key < $1.key }) { writer, day in
        writer.member("day", day.key.description)
        writer.outcome(day.value)
      }
    }
    return writer
  }

  private static let agentSchema: Schema = .object([
    "period": .answeredPeriod, "agents": .integer, "deployed": .integer, "schedules": .integer, "runs": .integer, "successes": .integer,
    "failures": .integer, "success_rate": Schema.number.orNull, "average_duration_ms": Schema.number.orNull,
    "longest_duration_ms": Schema.number.orNull, "by_agent": .array(of: .any),
    "by_trigger": .array(of: .object(["trigger": Schema.string.orNull, "runs": .integer])), "by_day": .array(of: .any),
  ])
}

extension JSONWriter {
  fileprivate mutating func outcome(_ outcome: AgentRuns.Outcome) {
    member("runs", outcome.runs)
    member("successes", outcome.successes)
    member("failures", outcome.failures)
    member("success_rate", outcome.successRate)
    member("average_duration_ms", outcome.averageMilliseconds)
    member("longest_duration_ms", outcome.longestMilliseconds)
  }
}
