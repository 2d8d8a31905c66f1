import Accounts
import Foundation
import Jobs
import Semantics
import Storage
import Usage

extension DuckDBStore: PersonExporter {
  private static let exportPatience = Duration.seconds(1800)

  package func exportPerson(_ user: ID<User>, in projects: ProjectScope) async throws -> [ExportedFile] {
    guard let exportFolder else { throw QueryFailure.engine("there is no folder to export to") }
    return try await readers.read(timeout: Self.exportPatience) { connection in
      try connection.transaction {
        let (person, counts) = try Self.found(DataSubject(user, as: user, in: projects), on: connection)
        let mentions = PersonMentions(person: person, connection: connection)
        let rejected = try mentions.rejected(), audits = try mentions.count(mentions.audits)
        guard counts.values.reduce(0, +) + rejected.count + audits > 0 else { return [] }
        let writing = PersonWriting(connection: connection, folder: exportFolder)
        return try writing.files(of: person, mentions, rejected)
      }
    }
  }
}

/// Writes what is a person's into files of lines of JSON.
private struct PersonWriting {
  let connection: Connection
  let folder: String

  /// Columns that hold JSON.
  private static let documents: Set<String> = [
    "tags", "usage", "details", "failed_agents", "error_messages", "error_categories", "before", "after",
  ]

  func files(of person: DataSubject, _ mentions: PersonMentions, _ rejected: [String]) throws -> [ExportedFile] {
    let tables = Dictionary(uniqueKeysWithValues: try StoredTable.all(on: connection).map { ($0.name, $0) })
    var files: [ExportedFile] = []
    func add(_ name: String, without hidden: Set<String> = [], _ rows: SQL) throws {
      guard let table = tables[name] else { return }
      files.append(try write(table, table.columns.filter { !hidden.contains($0.name) }, rows))
    }
    for table in PersonTable.all {
      let own = person.owns(table)
      try add(
        table.name.text,
        "FROM \(table.name) WHERE \(table.chat.map { "(\(own)) OR (\(person.ownsByChat($0)))" } ?? own)")
    }
    // Who else is in a group is not the person's.
    try add("user_group", without: ["members"], mentions.groups)
    for budget in try mentions.budgets() { try add("budget", "FROM budget WHERE id = \(.text(budget.id.text))") }
    try add("audit", mentions.audits)
    let list = RecordJSON.encoded(rejected)
    try add("quarantine", "FROM quarantine WHERE id IN (SELECT unnest(from_json(\(.text(list)), '[\"VARCHAR\"]')))")
    return files
  }

  private func write(_ table: StoredTable, _ columns: [StoredTable.Column], _ rows: SQL) throws -> ExportedFile {
    let path = folder + "/\(UInt64.random(in: .min ... .max))\(UInt64.random(in: .min ... .max)).json"
    let target = path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    let cells = ["'\(table.name)' AS record"] + columns.map(Self.cell)
    _ = try connection.query(
      "COPY (SELECT \(cells.joined(separator: ", ")) \(rows.text)) TO '\(target)' (FORMAT json)", rows.binds.map(Value.init)
    ).all()
    guard let file = ExportedFile(taking: path) else { throw DuckDBFailure(.other, "the exported file cannot be read") }
    return file
  }

  private static func cell(_ column: StoredTable.Column) -> String {
    let name = column.quoted
    if column.isTime { return "strftime(\(name), '%Y-%m-%dT%H:%M:%S.%fZ') AS \(name)" }
    guard documents.contains(column.name) else { return name }
    return "CASE WHEN json_valid(\(name)) THEN CAST(\(name) AS JSON) ELSE to_json(\(name)) END AS \(name)"
  }
}
