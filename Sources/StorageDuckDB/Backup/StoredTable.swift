import Backup

/// A table as the engine's own catalogue has it, so that none can be forgotten.
struct StoredTable: Hashable {
  struct Column: Hashable {
    let name: String
    let type: String
  }

  let name: String
  let columns: [Column]

  /// All tables but the record of the schema's steps, which every store makes for itself.
  static func all(on connection: Connection) throws -> [StoredTable] {
    let rows = try connection.query(
      """
      SELECT t.table_name, c.column_name, c.data_type FROM duckdb_tables() t JOIN duckdb_columns() c USING (table_oid)
      WHERE NOT t.internal AND NOT t.temporary AND t.table_name <> 'schema_migration'
      ORDER BY t.table_name, c.column_index
      """
    ).all()
    return Dictionary(grouping: rows) { $0[0].text ?? "" }
      .map { name, rows in
        StoredTable(name: name, columns: rows.map { Column(name: $0[1].text ?? "", type: $0[2].text ?? "") })
      }
      .sorted { $0.name < $1.name }
  }

  /// Tables whose rows come in the order of a sequence and are many: rows of one range of it share a file.
  private static let sequenced: Set<String> = ["request"]
  private static let rangeLength: Int64 = 1_000_000

  /// The ranges that have rows; nil alone stands for the whole of a table without sequences.
  func ranges(on connection: Connection) throws -> [ClosedRange<Int64>?] {
    guard Self.sequenced.contains(name) else { return [nil] }
    let rows = try connection.query("SELECT DISTINCT (seq - 1) // \(Self.rangeLength) FROM \(quoted) ORDER BY 1").all()
    let starts = rows.compactMap { row -> Int64? in if case .int64(let number)? = row.first { number * Self.rangeLength + 1 } else { nil } }
    return (starts.isEmpty ? [1] : starts).map { $0...($0 + Self.rangeLength - 1) }
  }

  func totals(of range: ClosedRange<Int64>?, on connection: Connection) throws -> BackupTotals {
    try totals(of: quoted, [], range, on: connection)
  }

  /// The same of a file of Parquet. Rows beyond the range count, so that they are found out.
  func totals(inFile path: String, on connection: Connection) throws -> BackupTotals {
    try totals(of: "(SELECT \(read) FROM read_parquet($1))", [.text(path)], nil, on: connection)
  }

  private func totals(
    of rows: String, _ binds: [Value], _ range: ClosedRange<Int64>?, on connection: Connection
  ) throws -> BackupTotals {
    let summed = columns.filter(\.isWhole)
    let spanned = columns.filter(\.isTime)
    let cells =
      ["count(*)", "CAST(coalesce(sum(hash(\(columns.map(\.quoted).joined(separator: ", ")))), 0) AS VARCHAR)"]
      + summed.map { "CAST(sum(\($0.quoted)) AS VARCHAR)" }
      + spanned.flatMap { ["CAST(min(\($0.quoted)) AS VARCHAR)", "CAST(max(\($0.quoted)) AS VARCHAR)"] }
    let row = try connection.query("SELECT \(cells.joined(separator: ", ")) FROM \(rows)\(Self.condition(range))", binds).all()[0]
    guard case .int64(let count) = row[0] else { throw DuckDBFailure(.other, "no count of \(name)") }
    let sums = zip(summed, row[2...]).compactMap { column, cell in cell.text.map { (column.name, $0) } }
    let spans = spanned.enumerated().compactMap { index, column -> (String, [String])? in
      let first = 2 + summed.count + index * 2
      guard let least = row[first].text, let greatest = row[first + 1].text else { return nil }
      return (column.name, [least, greatest])
    }
    return BackupTotals(
      rows: count, fingerprint: row[1].text ?? "", sums: Dictionary(uniqueKeysWithValues: sums),
      spans: Dictionary(uniqueKeysWithValues: spans))
  }

  /// Writes the rows into a Parquet file. The engine binds no file name there: the path is the program's own, in the folder that SQL may
  /// write to.
  func copy(_ range: ClosedRange<Int64>?, to path: String, on connection: Connection) throws {
    let target = path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    _ = try connection.query(
      """
      COPY (SELECT \(columns.map(\.written).joined(separator: ", ")) FROM \(quoted)\(Self.condition(range))) TO '\(target)'
      (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)
      """
    ).all()
  }

  func load(from path: String, on connection: Connection) throws {
    let names = columns.map(\.quoted).joined(separator: ", ")
    _ = try connection.query("INSERT INTO \(quoted) (\(names)) SELECT \(read) FROM read_parquet($1)", [.text(path)])
  }

  /// The columns as they are read from a file that `copy` wrote.
  private var read: String { columns.map { "CAST(\($0.quoted) AS \($0.type)) AS \($0.quoted)" }.joined(separator: ", ") }

  func empty(on connection: Connection) throws { _ = try connection.query("DELETE FROM \(quoted)") }

  private var quoted: String { name.asIdentifier }

  /// Written out, because a COPY binds nothing, and both questions must mean the same rows.
  private static func condition(_ range: ClosedRange<Int64>?) -> String {
    range.map { " WHERE seq BETWEEN \($0.lowerBound) AND \($0.upperBound)" } ?? ""
  }
}

extension StoredTable.Column {
  /// Parquet has no integers of 128 bits: the engine would write floating-point numbers.
  private static let wide: Set<String> = ["HUGEINT", "UHUGEINT"]
  private static let whole = wide.union(["BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER", "USMALLINT", "UTINYINT"])
  /// What comes back from a Parquet file as it went in. Another type needs a look at `written`.
  static let knownTypes = whole.union(["BOOLEAN", "VARCHAR", "BLOB", "DOUBLE", "FLOAT", "TIMESTAMP", "DATE"])

  var isWhole: Bool { Self.whole.contains(type) }
  var isTime: Bool { type == "TIMESTAMP" || type == "DATE" }

  var quoted: String { name.asIdentifier }
  var written: String { Self.wide.contains(type) ? "CAST(\(quoted) AS VARCHAR) AS \(quoted)" : quoted }
}

extension String {
  fileprivate var asIdentifier: String {
    "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
