import Semantics
import Storage
import Usage

extension DuckDBStore: RequestReports {
  package func newUsers(
    from first: CivilDate, through last: CivilDate, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [CivilDate: Int64] {
    let rows = try await reading(.always) { compiler throws(QueryFailure) in
      try await report(
        """
        SELECT day, count(*) FROM (
          SELECT epoch_us(min(timestamp)) // 86400000000 AS day FROM \(compiler.requests)
          WHERE user_id IS NOT NULL AND \(isIn(scope)) GROUP BY user_id)
        WHERE day BETWEEN \(.integer(first.daysSinceEpoch)) AND \(.integer(last.daysSinceEpoch)) GROUP BY day
        """, budget)
    }
    return Dictionary(rows.map { (CivilDate(daysSinceEpoch: $0[0].whole), $0[1].whole) }, uniquingKeysWith: { first, _ in first })
  }

  package func chatStatistics(scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> ChatStatistics {
    try await requestStatistics(.always, budget) { compiler in "\(compiler.countedRequests) WHERE chat_id IS NOT NULL AND \(isIn(scope))" }
  }

  /// - Parameter records: requests that were made in chats.
  func requestStatistics(
    _ interval: Interval, _ budget: QueryBudget, of records: (Compiler<DuckDBDialect>) -> SQL
  ) async throws(QueryFailure) -> ChatStatistics {
    let rows = try await reading(interval) { compiler throws(QueryFailure) in
      try await report(
        """
        SELECT count(*), CAST(coalesce(sum(requests), 0) AS BIGINT), count(*) FILTER (WHERE length > 0),
          CAST(coalesce(sum(length), 0) AS DOUBLE)
        FROM (
          SELECT sum(n) AS requests, epoch_us(max(last_timestamp)) - epoch_us(min(timestamp)) AS length
          FROM \(records(compiler)) GROUP BY chat_id)
        """, budget)
    }
    guard let row = rows.first else { return ChatStatistics(chats: 0, requests: 0, lasting: 0, microseconds: 0) }
    return ChatStatistics(chats: row[0].whole, requests: row[1].whole, lasting: row[2].whole, microseconds: row[3].real)
  }

  /// All rows of a named report.
  func report(_ sql: SQL, _ budget: QueryBudget) async throws(QueryFailure) -> [[Value]] {
    try await read(budget) { connection in try connection.query(sql.text, sql.binds.map(Value.init)).all() }
  }

  func isIn(_ scope: ProjectScope) -> SQL {
    switch scope {
    case .all: "true"
    case .only(let project): "project = \(.text(project.text))"
    }
  }
}
