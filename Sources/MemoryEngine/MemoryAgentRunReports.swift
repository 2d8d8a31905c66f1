import Semantics
import Usage

extension MemoryEngine: AgentRunReports {
  package func agentRuns(_ about: ActivityStretch, days: CalendarDays, limit: Int, budget: QueryBudget) -> AgentRuns {
    let runs = kept(AgentRunRecord.self, about.scope).filter { run in
      about.interval == .always || run.startedAt.map(about.interval.contains) ?? false
    }
    let agents = kept(AgentRecord.self, about.scope)
    var found = AgentRuns()
    found.total = .init(runs)
    found.agents = Dictionary(grouping: runs, by: \.agent).map { agent, runs in
      let name = agents.filter { $0.id == agent }.compactMap(\.name).leastByBytes
      return .init(id: agent, name: name, outcome: .init(runs), lastRun: runs.compactMap(\.startedAt).max())
    }
    found.agents.sort { $0.outcome.runs == $1.outcome.runs ? $0.id.text.bytesPrecede($1.id.text) : $0.outcome.runs > $1.outcome.runs }
    found.agents = Array(found.agents.prefix(limit))
    found.triggers = Dictionary(grouping: runs) { $0.trigger ?? "" }.map { NamedCount($0, Int64($1.count)) }
    found.triggers.sort { $0.count == $1.count ? $0.name.bytesPrecede($1.name) : $0.count > $1.count }
    for run in runs {
      guard let date = run.startedAt.flatMap(days.date) else { continue }
      found.days[date] = (found.days[date] ?? .init()) + .init([run])
    }
    return found
  }
}

extension AgentRuns.Outcome {
  fileprivate init(_ runs: [AgentRunRecord]) {
    let durations = runs.compactMap(\.durationMicroseconds)
    self.init(
      runs: Int64(runs.count), successes: Int64(runs.count { AgentRunRecord.successStatuses.contains($0.status ?? "") }),
      failures: Int64(runs.count { AgentRunRecord.failureStatuses.contains($0.status ?? "") }), timed: Int64(durations.count),
      microseconds: Double(durations.reduce(0, +)), longest: max(0, durations.max() ?? 0))
  }
}
