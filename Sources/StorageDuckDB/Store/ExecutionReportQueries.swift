import Semantics
import Storage
import Usage

extension DuckDBStore: ExecutionReports {
  package func executionSummary(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionSummary {
    let table: SQL = "FROM execution WHERE \(created(about))"
    let totals = try await report(
      "SELECT count(*), count(*) FILTER (WHERE success), count(DISTINCT user_id), count(DISTINCT chat_id) \(table)", budget)
    let models = try await report(
      """
      SELECT model, count(*) AS n, count(*) FILTER (WHERE success), count(DISTINCT user_id) \(table) AND model IS NOT NULL
      GROUP BY model ORDER BY n DESC, model
      """, budget)
    let agents = try await report(
      """
      SELECT agent, count(*) AS n
      FROM (SELECT unnest(from_json(failed_agents, '["VARCHAR"]')) AS agent \(table) AND NOT success AND failed_agents IS NOT NULL)
      GROUP BY agent ORDER BY n DESC, agent
      """, budget)
    var summary = ExecutionSummary()
    if let row = totals.first {
      (summary.total, summary.successes, summary.users, summary.chats) = (row[0].whole, row[1].whole, row[2].whole, row[3].whole)
    }
    summary.models = models.map { .init(name: $0[0].string, total: $0[1].whole, successes: $0[2].whole, users: $0[3].whole) }
    summary.failedAgents = agents.map { NamedCount($0[0].string, $0[1].whole) }
    return summary
  }

  package func executionsByUser(_ about: ActivityStretch, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> [UserExecutions] {
    let rows = try await report(
      """
      SELECT user_id, count(*) AS n, count(*) FILTER (WHERE success), epoch_us(min(created_at)), epoch_us(max(created_at))
      FROM execution WHERE \(created(about)) AND user_id IS NOT NULL AND created_at IS NOT NULL
      GROUP BY user_id ORDER BY n DESC, user_id LIMIT \(.integer(Int64(limit)))
      """, budget)
    return rows.map { row in
      UserExecutions(
        user: ID(row[0].string), total: row[1].whole, successes: row[2].whole, first: Timestamp(microseconds: row[3].whole),
        latest: Timestamp(microseconds: row[4].whole))
    }
  }

  package func executionErrors(_ about: ActivityStretch, budget: QueryBudget) async throws(QueryFailure) -> ExecutionErrors {
    let failed: SQL = "FROM execution WHERE \(created(about)) AND NOT success"
    let count = try await report("SELECT count(*) \(failed) AND (error_messages IS NOT NULL OR malformed_errors IS NOT NULL)", budget)
    // The two lists are as long as each other and in one order, so unnesting both puts each agent beside its category.
    let rows = try await report(
      """
      SELECT agent, category, count(*) FROM (
        SELECT unnest(json_keys(error_messages)) AS agent, unnest(from_json(error_categories, '["VARCHAR"]')) AS category
        \(failed) AND error_messages IS NOT NULL)
      GROUP BY agent, category ORDER BY agent, category
      """, budget)
    return ExecutionErrors(
      executions: count.first?.first?.whole ?? 0,
      errors: rows.map { .init(agent: $0[0].string, category: $0[1].string, count: $0[2].whole) })
  }

  /// Records of a kind that has `created_at`, in a stretch of time.
  func created(_ about: ActivityStretch) -> SQL {
    var parts = [isIn(about.scope)]
    if let from = about.interval.from { parts.append("created_at >= \(.timestamp(from))") }
    if let to = about.interval.to { parts.append("created_at < \(.timestamp(to))") }
    return "\(parts, separator: " AND ")"
  }
}

extension Value {
  /// Cells of reports whose statement leaves no other type.
  var whole: Int64 { if case .int64(let number) = self { number } else { 0 } }
  var real: Double { if case .double(let number) = self { number } else { 0 } }
  var string: String { if case .text(let text) = self { text } else { "" } }
}
