import Semantics
import Storage
import Usage

extension DuckDBStore: AgentReports {
  package func agentSummary(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> AgentSummary {
    let totals = try await report(
      """
      SELECT (SELECT count(*) FROM (SELECT id FROM agent WHERE \(isIn(scope)) UNION SELECT agent_id FROM agent_run WHERE \(isIn(scope)))),
        count(DISTINCT id) FILTER (WHERE status = 'deployed'), CAST(coalesce(sum(schedules), 0) AS BIGINT)
      FROM agent WHERE \(isIn(scope))
      """, budget)
    let rows = try await report(
      """
      SELECT day, count(*) FILTER (WHERE is_made), count(*) FILTER (WHERE NOT is_made), CAST(coalesce(sum(schedules), 0) AS BIGINT)
      FROM (
        SELECT \(day(of: "epoch_us(created_at)", in: days)) AS day, true AS is_made, schedules FROM agent WHERE \(isIn(scope))
        UNION ALL SELECT \(day(of: "epoch_us(deployed_at)", in: days)), false, 0 FROM agent WHERE \(isIn(scope)))
      WHERE day IS NOT NULL GROUP BY day
      """, budget)
    var summary = AgentSummary()
    if let row = totals.first { (summary.agents, summary.deployed, summary.schedules) = (row[0].whole, row[1].whole, row[2].whole) }
    for row in rows {
      summary.days[CivilDate(daysSinceEpoch: row[0].whole)] = .init(
        created: row[1].whole, deployed: row[2].whole, schedules: row[3].whole)
    }
    return summary
  }

  package func runDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> DayCounts {
    let rows = try await report(
      "SELECT \(day(of: "epoch_us(started_at)", in: days)) AS day, count(*) FROM agent_run WHERE \(isIn(scope)) GROUP BY day", budget)
    return DayCounts(rows)
  }

  package func busiestAgents(
    limit: Int, today: CalendarDays, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [AgentUse] {
    let successes = Self.hasStatus(AgentRunRecord.successStatuses), failures = Self.hasStatus(AgentRunRecord.failureStatuses)
    let rows = try await report(
      """
      SELECT agent_id, name, runs, today, successes, failures, epoch_us(latest) FROM (
        SELECT agent_id, count(*) AS runs, count(\(day(of: "epoch_us(started_at)", in: today))) AS today,
          count(*) FILTER (WHERE \(successes)) AS successes, count(*) FILTER (WHERE \(failures)) AS failures, max(started_at) AS latest
        FROM agent_run WHERE \(isIn(scope)) GROUP BY agent_id ORDER BY runs DESC, agent_id LIMIT \(.integer(Int64(limit))))
      LEFT JOIN (SELECT id, min(name) AS name FROM agent WHERE \(isIn(scope)) GROUP BY id) ON id = agent_id
      ORDER BY runs DESC, agent_id
      """, budget)
    return rows.map { row in
      AgentUse(
        agent: ID(row[0].string), name: row[1].optionalString, runs: row[2].whole, runsToday: row[3].whole,
        finished: row[4].whole + row[5].whole, successes: row[4].whole, lastRun: row[6].optionalInstant)
    }
  }

  private static func hasStatus(_ names: [String]) -> SQL {
    "status IN (\(names.map { "\(.text($0))" as SQL }, separator: ", "))"
  }
}

extension Value {
  var optionalString: String? { if case .text(let text) = self { text } else { nil } }
  /// Of microseconds.
  var optionalInstant: Timestamp? { if case .int64(let number) = self { Timestamp(microseconds: number) } else { nil } }
}
