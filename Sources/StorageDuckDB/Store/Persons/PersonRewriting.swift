import Foundation
import Storage
import Usage

/// Rewrites the rows of one table that are a person's.
struct PersonRewriting {
  let table: PersonTable
  let person: DataSubject

  /// Up to so many rows, in one transaction. Returns how many there were.
  func run(limit: Int64, on connection: Connection) throws -> Int {
    try connection.transaction {
      let rows: SQL = "rowid IN (SELECT rowid FROM \(table.name) WHERE \(person.owns(table)) ORDER BY rowid LIMIT \(number: limit))"
      if hasTags { try rewriteTags(of: rows, on: connection) }
      let changes = [("\(table.person) = \(.text(person.pseudonym))" as SQL)] + changes(content: true) + changes(content: false)
      return try connection.query(bound: "UPDATE \(table.name) SET \(changes, separator: ", ") WHERE \(rows)").changedCount
    }
  }

  /// The same for what nobody wrote in the person's chats: it stays nobody's.
  func runInChats(limit: Int64, on connection: Connection) throws -> Int {
    guard let chat = table.chat else { return 0 }
    let isFull = table.treatments.compactMap { column, treatment -> SQL? in
      (Self.content(column, treatment) ?? name(column, treatment)).map { "\(column) IS DISTINCT FROM \($0)" }
    }
    let changes = changes(content: true) + changes(content: false)
    let rows: SQL = """
      rowid IN (SELECT rowid FROM \(table.name) WHERE (\(isFull, separator: " OR ")) AND \(person.ownsByChat(chat)) LIMIT \(number: limit))
      """
    return try connection.transaction {
      if hasTags { try rewriteTags(of: person.ownsByChat(chat), on: connection) }
      return try connection.query(bound: "UPDATE \(table.name) SET \(changes, separator: ", ") WHERE \(rows)").changedCount
    }
  }

  private var hasTags: Bool { table.treatments.contains { if case .tags = $0.treatment { true } else { false } } }

  private func changes(content: Bool) -> [SQL] {
    table.treatments.compactMap { column, treatment in
      let value = content ? Self.content(column, treatment) : name(column, treatment)
      return value.map { "\(column) = \($0)" }
    }
  }

  private static func content(_ column: SQL, _ treatment: PersonTable.Treatment) -> SQL? {
    switch treatment {
    case .emptied: "NULL"
    case .blanked(let value): "CASE WHEN \(column) IS NOT NULL THEN \(value) END"
    case .errorTexts:
      """
      CASE WHEN \(column) IS NOT NULL THEN CAST(to_json(map_from_entries(list_transform(json_keys(\(column)), k -> {'k': k, 'v': '' \
      }))) AS VARCHAR) END
      """
    case .tags, .identifier, .opinion: nil
    }
  }

  private func name(_ column: SQL, _ treatment: PersonTable.Treatment) -> SQL? {
    switch treatment {
    case .identifier: "CASE WHEN \(column) = \(.text(person.id)) THEN \(.text(person.pseudonym)) ELSE \(column) END"
    case .opinion:
      """
      CASE WHEN \(column) = 'message:' || message_id || '/' || \(.text(person.id))
      THEN 'message:' || message_id || '/' || \(.text(person.pseudonym)) ELSE \(column) END
      """
    case .emptied, .blanked, .errorTexts, .tags: nil
    }
  }

  /// Which tags name the person is not for SQL to tell.
  private func rewriteTags(of rows: SQL, on connection: Connection) throws {
    var rewritten: [(String, String?)] = []
    try connection.query(bound: "SELECT DISTINCT tags FROM \(table.name) WHERE tags IS NOT NULL AND \(rows)").forEach { chunk, row in
      guard let text = try chunk.columns[0].text(row), let tags = Tags.decoded(text) else { return }
      let kept = tags.filter { !person.isNamed(in: $0.value) }
      if kept.count < tags.count { rewritten.append((text, kept.isEmpty ? nil : Tags.encoded(kept))) }
    }
    guard !rewritten.isEmpty else { return }
    try connection.execute("CREATE OR REPLACE TEMP TABLE erased_tags (old VARCHAR, kept VARCHAR)")
    let appender = try Appender(connection, table: "erased_tags")
    for (old, kept) in rewritten {
      appender.chunk.set(0, 0, .text(old))
      appender.chunk.set(1, 0, Value(kept))
      try appender.append(rows: 1)
    }
    try appender.flush()
    _ = try connection.query(
      bound: """
        UPDATE \(table.name) SET tags = (SELECT kept FROM erased_tags WHERE old = tags)
        WHERE tags IN (SELECT old FROM erased_tags) AND \(rows)
        """)
    try connection.execute("DROP TABLE erased_tags")
  }
}
