import Jobs
import Usage

extension DuckDBStore: RetentionStore {
  package func findExpired(_ search: RetentionSearch) async throws -> RetentionFinding {
    guard search.latest != nil else { return RetentionFinding(search: search, records: 0, users: 0, first: nil, last: nil) }
    let tables = RetentionTables(search: search)
    let row = try await writer.run { connection in
      try connection.execute(tables.makeCutoffs)
      try Self.append(search.users, on: connection)
      try connection.execute(tables.find)
      return try connection.query(tables.count).all().first ?? []
    }
    guard case .int64(let first) = row[2], case .int64(let last) = row[3] else {
      return RetentionFinding(search: search, records: 0, users: 0, first: nil, last: nil)
    }
    return RetentionFinding(
      search: search, records: Int(row[0].whole), users: Int(row[1].whole), first: Timestamp(microseconds: first),
      last: Timestamp(microseconds: last))
  }

  package func purge(part: Int, of finding: RetentionFinding) async throws -> Int {
    let tables = RetentionTables(search: finding.search)
    // Before the change: a query that began without the sums must be able to see afterwards that it needed them.
    if finding.search.kind == .requests, let first = finding.first, let last = finding.last { rolledUp.widen(first...last) }
    return try await writer.run { connection in
      try connection.transaction {
        try tables.audit(part, on: connection)
        return try tables.purge(part, on: connection)
      }
    }
  }

  private static func append(_ users: [RetentionSearch.User], on connection: Connection) throws {
    let appender = try Appender(connection, table: RetentionTables.cutoffs)
    var row = 0
    for user in users {
      appender.chunk.set(0, row, .text(user.project.text))
      appender.chunk.set(1, row, .text(user.user.text))
      appender.chunk.set(2, row, .int64(user.cutoff.days))
      appender.chunk.set(3, row, Value(user.cutoff.instant))
      row += 1
      guard row == ChunkWriter.capacity else { continue }
      try appender.append(rows: row)
      row = 0
    }
    if row > 0 { try appender.append(rows: row) }
    try appender.flush()
  }
}
