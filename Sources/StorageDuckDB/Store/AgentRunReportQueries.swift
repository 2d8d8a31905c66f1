import Semantics
import Storage
import Usage

extension DuckDBStore: AgentRunReports {
  package func agentRuns(
    _ about: ActivityStretch, days: CalendarDays, limit: Int, budget: QueryBudget
  ) async throws(QueryFailure) -> AgentRuns {
    let runs: SQL = "FROM agent_run WHERE \(started(about))"
    let byDay = try await report("SELECT \(day(of: "epoch_us(started_at)", in: days)) AS day, \(Self.outcome) \(runs) GROUP BY day", budget)
    let byTrigger = try await report(
      "SELECT coalesce(trigger, '') AS name, count(*) AS n \(runs) GROUP BY name ORDER BY n DESC, name", budget)
    let byAgent = try await report(
      """
      SELECT agent_id, name, latest, runs, successes, failures, timed, total, longest FROM (
        SELECT agent_id, epoch_us(max(started_at)) AS latest, \(Self.outcome) \(runs)
        GROUP BY agent_id ORDER BY runs DESC, agent_id LIMIT \(.integer(Int64(limit))))
      LEFT JOIN (SELECT id, min(name) AS name FROM agent WHERE \(isIn(about.scope)) GROUP BY id) ON id = agent_id
      ORDER BY runs DESC, agent_id
      """, budget)
    var found = AgentRuns()
    for row in byDay {
      let outcome = AgentRuns.Outcome(row.dropFirst())
      found.total = found.total + outcome
      if case .int64(let day) = row[0] { found.days[CivilDate(daysSinceEpoch: day)] = outcome }
    }
    found.triggers = byTrigger.map { NamedCount($0[0].string, $0[1].whole) }
    found.agents = byAgent.map { row in
      .init(id: ID(row[0].string), name: row[1].optionalString, outcome: .init(row.dropFirst(3)), lastRun: row[2].optionalInstant)
    }
    return found
  }

  private static let outcome: SQL = """
    count(*) AS runs, count(*) FILTER (WHERE \(isOneOf(AgentRunRecord.successStatuses))) AS successes,
    count(*) FILTER (WHERE \(isOneOf(AgentRunRecord.failureStatuses))) AS failures, count(duration_us) AS timed,
    CAST(coalesce(sum(duration_us), 0) AS DOUBLE) AS total, coalesce(max(duration_us), 0) AS longest
    """

  private static func isOneOf(_ statuses: [String]) -> SQL {
    "status IN (\(statuses.map { "\(.text($0))" as SQL }, separator: ", "))"
  }

  private func started(_ about: ActivityStretch) -> SQL {
    var parts = [isIn(about.scope)]
    if let from = about.interval.from { parts.append("started_at >= \(.timestamp(from))") }
    if let to = about.interval.to { parts.append("started_at < \(.timestamp(to))") }
    return "\(parts, separator: " AND ")"
  }
}

extension AgentRuns.Outcome {
  fileprivate init(_ row: ArraySlice<Value>) {
    let row = Array(row)
    self.init(
      runs: row[0].whole, successes: row[1].whole, failures: row[2].whole, timed: row[3].whole, microseconds: row[4].real,
      longest: row[5].whole)
  }
}
