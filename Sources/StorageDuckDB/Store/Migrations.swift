import Foundation

/// The numbered SQL files under Schema/, applied in order at start, each once. A file that was released is never edited: its text is
/// checked against what was applied.
struct Migrations {
  struct Step: Sendable {
    let number: Int64
    let name: String
    let sql: String
  }

  static let all: [Step] = [
    Step(number: 1, name: "requests", sql: text(PackageResources.schema_0001_requests_sql)),
    Step(number: 2, name: "accounts", sql: text(PackageResources.schema_0002_accounts_sql)),
    Step(number: 3, name: "activity", sql: text(PackageResources.schema_0003_activity_sql)),
    Step(number: 4, name: "budgets", sql: text(PackageResources.schema_0004_budgets_sql)),
    Step(number: 6, name: "jobs", sql: text(PackageResources.schema_0006_jobs_sql)),
    Step(number: 7, name: "retention", sql: text(PackageResources.schema_0007_retention_sql)),
    Step(number: 8, name: "demo", sql: text(PackageResources.schema_0008_demo_sql)),
  ]

  let steps: [Step]

  init(_ steps: [Step] = all) { self.steps = steps }

  /// - Throws: `StoreFailure.newerSchema` if a later program has been here; nothing is changed then.
  func run(on connection: Connection) throws {
    try connection.execute(
      "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT PRIMARY KEY, name VARCHAR NOT NULL, checksum BIGINT NOT NULL)")
    let applied = try connection.query("SELECT number, checksum FROM schema_migration ORDER BY number").all()
    if case .int64(let newest)? = applied.last?.first, newest > (steps.last?.number ?? 0) {
      throw StoreFailure.newerSchema(found: newest, known: steps.last?.number ?? 0)
    }
    for step in steps {
      let checksum = Self.checksum(step.sql)
      guard let row = applied.first(where: { $0.first == .int64(step.number) }) else {
        try apply(step, checksum, on: connection)
        continue
      }
      guard row[1] == .int64(checksum) else { throw StoreFailure.changedMigration(number: step.number) }
    }
  }

  private func apply(_ step: Step, _ checksum: Int64, on connection: Connection) throws {
    try connection.transaction {
      try connection.execute(step.sql)
      _ = try connection.query(
        "INSERT INTO schema_migration VALUES ($1, $2, $3)", [.int64(step.number), .text(step.name), .int64(checksum)])
    }
  }

  /// FNV-1a: enough to notice an edit.
  private static func checksum(_ text: String) -> Int64 {
    Int64(bitPattern: text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
