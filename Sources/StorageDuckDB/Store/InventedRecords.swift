import Accounts
import Semantics
import Usage

// What the demo writes beside requests. A list of it says what may go again: by their names alone, invented records could not be told from
// somebody's own.
extension DuckDBStore {
  static let inventedBudget = "budget"

  private static let tables = [
    MessageRecord.table, FeedbackRecord.table, ExecutionRecord.table, AgentRecord.table, AgentRunRecord.table, ChatRecord.table,
    UserRecord.table, GroupRecord.table,
  ]

  /// What somebody else has written under the same name stays as it is. Returns how many are new.
  package func putInvented<R: ActivityRecord>(_ records: [R]) async throws -> Int {
    guard !records.isEmpty else { return 0 }
    return try await writer.run { try ActivityTable<R>().putInvented(records, on: $0) }
  }

  package func putInvented(_ budgets: [Budget]) async throws -> Int {
    try await writer.run { connection in
      try connection.transaction {
        let present = Set(try Self.budgets(on: connection).map(\.id.text))
        let invented = Set(
          try connection.query("SELECT id FROM demo_record WHERE kind = $1", [.text(Self.inventedBudget)]).all().compactMap { $0[0].text })
        let own = budgets.filter { !present.contains($0.id.text) || invented.contains($0.id.text) }
        for budget in own {
          try Self.put(budget, on: connection)
          guard !invented.contains(budget.id.text) else { continue }
          _ = try connection.query("INSERT INTO demo_record VALUES ($1, '', $2)", [.text(Self.inventedBudget), .text(budget.id.text)])
        }
        return own.count { !present.contains($0.id.text) }
      }
    }
  }

  /// Takes away what was put there as invented and nobody has written since. Returns how many records and budgets there were.
  package func takeInvented() async throws -> Int {
    try await writer.run { connection in
      try connection.transaction {
        var count = 0
        for table in Self.tables {
          count += try connection.query(
            "DELETE FROM \(table) WHERE (project, id) IN (SELECT (project, id) FROM demo_record WHERE kind = $1)", [.text(table)]
          ).changedCount
        }
        count += try connection.query(
          "DELETE FROM budget WHERE id IN (SELECT id FROM demo_record WHERE kind = $1)", [.text(Self.inventedBudget)]
        ).changedCount
        try connection.execute("DELETE FROM demo_record")
        return count
      }
    }
  }
}
