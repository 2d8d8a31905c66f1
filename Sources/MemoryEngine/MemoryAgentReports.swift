import Semantics
import Usage

extension MemoryEngine: AgentReports {
  package func agentSummary(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) -> AgentSummary {
    let agents = kept(AgentRecord.self, scope)
    var summary = AgentSummary()
    summary.agents = Int64(Set(agents.map(\.id)).union(kept(AgentRunRecord.self, scope).map(\.agent)).count)
    summary.deployed = Int64(Set(agents.filter { $0.status == "deployed" }.map(\.id)).count)
    summary.schedules = agents.reduce(0) { $0 + ($1.schedules ?? 0) }
    for agent in agents {
      if let date = agent.createdAt.flatMap(days.date) {
        summary.days[date, default: .init()].created += 1
        summary.days[date, default: .init()].schedules += agent.schedules ?? 0
      }
      if let date = agent.deployedAt.flatMap(days.date) { summary.days[date, default: .init()].deployed += 1 }
    }
    return summary
  }

  package func runDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) -> DayCounts {
    DayCounts(kept(AgentRunRecord.self, scope).map(\.startedAt), days)
  }

  package func busiestAgents(limit: Int, today: CalendarDays, scope: ProjectScope, budget: QueryBudget) -> [AgentUse] {
    let agents = kept(AgentRecord.self, scope)
    let uses = Dictionary(grouping: kept(AgentRunRecord.self, scope), by: \.agent).map { agent, runs in
      let successes = runs.count { AgentRunRecord.successStatuses.contains($0.status ?? "") }
      let failures = runs.count { AgentRunRecord.failureStatuses.contains($0.status ?? "") }
      return AgentUse(
        agent: agent, name: agents.filter { $0.id == agent }.compactMap(\.name).leastByBytes, runs: Int64(runs.count),
        runsToday: Int64(runs.compactMap { $0.startedAt.flatMap(today.date) }.count), finished: Int64(successes + failures),
        successes: Int64(successes), lastRun: runs.compactMap(\.startedAt).max())
    }
    let sorted = uses.sorted { $0.runs == $1.runs ? $0.agent.text.bytesPrecede($1.agent.text) : $0.runs > $1.runs }
    return Array(sorted.prefix(limit))
  }
}

extension [String] {
  /// The first in the engines' order of texts.
  var leastByBytes: String? { self.min { $0.bytesPrecede($1) } }
}
