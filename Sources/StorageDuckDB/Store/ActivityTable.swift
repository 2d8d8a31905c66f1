import Semantics
import Usage

/// The statements about one kind of record. Names in them are the record's own, which no client sets.
struct ActivityTable<R: ActivityRecord> {
  private var columns: String { (["project", "id"] + R.fields.map(\.name)).map { "\"\($0)\"" }.joined(separator: ", ") }
  private var staged: String { "staged_\(R.table)" }

  /// `along` is done in the same transaction. The rows go into a table of the connection's own first: the engine then finds what they replace in one pass.
  func replace(_ records: some Collection<R>, on connection: Connection, along: () throws -> Void = {}) throws {
    try staging(records, on: connection) {
      // Whoever writes a record makes it their own: it does not go with the demo.
      try connection.execute(replaceStaged + "; " + forgetInvented)
      try along()
    }
  }

  /// Leaves alone what is somebody's own. Returns how many records are new.
  func putInvented(_ records: some Collection<R>, on connection: Connection) throws -> Int {
    var count = 0
    try staging(records, on: connection) {
      let invented = "SELECT project, id FROM demo_record WHERE kind = '\(R.table)'"
      try connection.execute(
        """
        DELETE FROM \(staged) WHERE (project, id) IN (SELECT project, id FROM \(R.table) EXCEPT \(invented))
        """)
      let fresh = "SELECT project, id FROM \(staged) EXCEPT SELECT project, id FROM \(R.table)"
      count = Int(try connection.query("SELECT count(*) FROM (\(fresh))").all().first?.first?.whole ?? 0)
      try connection.execute(
        """
        \(replaceStaged); \(forgetInvented); INSERT INTO demo_record SELECT '\(R.table)', project, id FROM \(staged)
        """)
    }
    return count
  }

  private var replaceStaged: String {
    """
    DELETE FROM \(R.table) WHERE (project, id) IN (SELECT project, id FROM \(staged));
    INSERT INTO \(R.table) (\(columns)) SELECT \(columns) FROM \(staged)
    """
  }

  private var forgetInvented: String {
    "DELETE FROM demo_record WHERE kind = '\(R.table)' AND (project, id) IN (SELECT project, id FROM \(staged))"
  }

  private func staging(_ records: some Collection<R>, on connection: Connection, _ body: () throws -> Void) throws {
    try connection.execute("CREATE OR REPLACE TEMP TABLE \(staged) AS SELECT \(columns) FROM \(R.table) LIMIT 0")
    try connection.transaction {
      try append(records, on: connection)
      try body()
    }
    try connection.execute("DROP TABLE \(staged)")
  }

  private func append(_ records: some Collection<R>, on connection: Connection) throws {
    let appender = try Appender(connection, table: staged)
    var row = 0
    for record in records {
      appender.chunk.setText(0, row, record.project.text)
      appender.chunk.setText(1, row, record.id.text)
      for (index, field) in R.fields.enumerated() { appender.chunk.set(index + 2, row, Value(field.get(record))) }
      row += 1
      guard row == ChunkWriter.capacity else { continue }
      try appender.append(rows: row)
      row = 0
    }
    if row > 0 { try appender.append(rows: row) }
    try appender.flush()
  }

  func select(_ query: ActivityQuery<R>) -> (text: String, values: [Value]) {
    var text = Text()
    text.append("SELECT \(columns) FROM \(R.table)")
    text.append(query, isWholePage: false)
    switch query.arrangement {
    case .newestFirst: text.append(" ORDER BY \(R.timeColumn) DESC NULLS LAST, id DESC, project DESC")
    case .byID: text.append(" ORDER BY id, project")
    }
    text.append(" LIMIT \(query.limit + 1)")
    return (text.text, text.values)
  }

  /// What `columns` say of all records that a query is about, whatever its page.
  func selection(_ columns: String, of query: ActivityQuery<R>) -> (text: String, values: [Value]) {
    var text = Text()
    text.append("SELECT \(columns) FROM \(R.table)")
    text.append(query, isWholePage: true)
    return (text.text, text.values)
  }

  func count(_ query: ActivityQuery<R>) -> (text: String, values: [Value]) {
    var text = Text()
    text.append("SELECT count(*) FROM \(R.table)")
    text.append(query, isWholePage: true)
    return (text.text, text.values)
  }

  /// The rows of a chunk that begins with the table's columns, read column by column: many are empty.
  func append(_ chunk: Chunk, to records: inout [R]) throws(DuckDBFailure) {
    let start = records.count
    let (projects, ids) = (chunk.columns[0], chunk.columns[1])
    for row in 0..<chunk.count { records.append(R(id: ID(try ids.text(row) ?? ""), project: ID(try projects.text(row) ?? ""))) }
    for (index, field) in R.fields.enumerated() {
      let column = chunk.columns[index + 2]
      // A new record has nothing in its fields already.
      for row in 0..<chunk.count where !column.isNull(row) {
        field.set(&records[start + row], try Self.cell(column, row, field.form))
      }
    }
  }

  private static func cell(_ column: Column, _ row: Int, _ form: RecordField<R>.Form) throws(DuckDBFailure) -> RecordCell {
    switch form {
    case .text, .identifier, .texts, .messages, .scalar, .json: try column.text(row).map { .text($0) } ?? .null
    case .integer, .duration: try column.int64(row).map { .integer($0) } ?? .null
    case .real: try column.double(row).map { .real($0) } ?? .null
    case .boolean: try column.bool(row).map { .boolean($0) } ?? .null
    case .instant: try column.timestamp(row).map { .instant(Timestamp(microseconds: $0)) } ?? .null
    }
  }
}

extension ActivityTable {
  private struct Text {
    private(set) var text = ""
    private(set) var values: [Value] = []

    mutating func append(_ part: String) { text += part }

    mutating func bind(_ value: Value) -> String {
      values.append(value)
      return "$\(values.count)"
    }

    mutating func append(_ query: ActivityQuery<R>, isWholePage: Bool) {
      var parts: [String] = []
      if case .only(let project) = query.scope { parts.append("project = \(bind(.text(project.text)))") }
      if let from = query.interval.from { parts.append("\(R.timeColumn) >= \(bind(.timestamp(from.microseconds)))") }
      if let to = query.interval.to { parts.append("\(R.timeColumn) < \(bind(.timestamp(to.microseconds)))") }
      for (name, cell) in query.conditions.sorted(by: { $0.key < $1.key }) { parts.append(condition(name, cell)) }
      if let ids = query.ids {
        parts.append(ids.isEmpty ? "FALSE" : "id IN (\(ids.sorted().map { bind(.text($0)) }.joined(separator: ", ")))")
      }
      if let words = query.search { parts.append(search(words)) }
      if !isWholePage, let after = query.after { parts.append(rest(after, query.arrangement)) }
      if !parts.isEmpty { text += " WHERE " + parts.joined(separator: " AND ") }
    }

    private mutating func condition(_ name: String, _ cell: RecordCell) -> String {
      // A name is only written into the statement where it is one of the kind's own.
      guard name == "id" || R.field(name) != nil else { return "FALSE" }
      return cell == .null ? "\"\(name)\" IS NULL" : "\"\(name)\" = \(bind(Value(cell)))"
    }

    private mutating func search(_ words: String) -> String {
      let part = bind(.text(words))
      return "(" + (["id"] + R.searched).map { "contains(lower(\"\($0)\"), lower(\(part)))" }.joined(separator: " OR ") + ")"
    }

    private mutating func rest(_ cursor: ActivityQuery<R>.Cursor, _ arrangement: ActivityQuery<R>.Arrangement) -> String {
      let id = bind(.text(cursor.id)), project = bind(.text(cursor.project))
      guard arrangement == .newestFirst else { return "(id, project) > (\(id), \(project))" }
      guard let time = cursor.time else { return "\(R.timeColumn) IS NULL AND (id, project) < (\(id), \(project))" }
      let instant = bind(.timestamp(time.microseconds))
      return "(\(R.timeColumn) IS NULL OR (\(R.timeColumn), id, project) < (\(instant), \(id), \(project)))"
    }
  }
}

extension Value {
  init(_ cell: RecordCell) {
    self =
      switch cell {
      case .null: .null
      case .text(let text): .text(text)
      case .integer(let number): .int64(number)
      case .real(let number): .double(number)
      case .boolean(let flag): .bool(flag)
      case .instant(let instant): .timestamp(instant.microseconds)
      }
  }
}
