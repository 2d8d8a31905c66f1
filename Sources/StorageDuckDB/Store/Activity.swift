import Accounts
import Semantics
import Usage

extension DuckDBStore: ActivityStore {
  package func upsert<R: ActivityRecord>(_ records: [R]) async throws(QueryFailure) {
    guard !records.isEmpty else { return }
    let records = records.lastOfEach
    do {
      try await writer.run { connection in try ActivityTable<R>().replace(records, on: connection) }
    } catch let failure as DuckDBFailure {
      throw QueryFailure(failure)
    } catch {
      throw .engine(String(describing: error))
    }
  }
}

extension DuckDBStore: AuditedRecords {
  package func upsert<R: ActivityRecord>(_ records: [R], audit: [AuditRecord]) async throws {
    let records = records.lastOfEach
    try await writer.run { connection in
      try ActivityTable<R>().replace(records, on: connection) { try Self.append(audit, on: connection) }
    }
  }
}

extension DuckDBStore: ActivitySource {
  package func activity<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) async throws(QueryFailure) -> ActivityPage<R> {
    let table = ActivityTable<R>()
    return try await read(budget) { connection in
      let statement = table.select(query)
      let rows = try connection.query(statement.text, statement.values)
      var records: [R] = []
      while let chunk = try rows.next() { try table.append(chunk, to: &records) }
      return ActivityPage(records, limit: query.limit)
    }
  }

  package func count<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) async throws(QueryFailure) -> Int64 {
    let statement = ActivityTable<R>().count(query)
    return try await read(budget) { connection in
      guard case .int64(let count)? = try connection.query(statement.text, statement.values).all().first?.first else { return 0 }
      return count
    }
  }
}
