import CDuckDB

/// One connection, used by one thread at a time: its calls block. `ConnectionThread` and `ConnectionPool` keep it so.
package final class Connection {
  let handle: duckdb_connection
  private let database: Database
  /// The work that runs now, where somebody may want to end it early.
  var interruption: Interruption?
  /// Rises with every statement that is run: tells a streaming answer whether it is still the latest.
  var runCount = 0
  /// Asked before each statement, which does not run if this throws. Tests cut work off there, between any two steps of it.
  var beforeStatement: (@Sendable () throws(DuckDBFailure) -> Void)?

  package init(_ database: Database) throws(DuckDBFailure) {
    self.database = database
    handle = try database.connect()
  }

  deinit {
    var handle: duckdb_connection? = handle
    duckdb_disconnect(&handle)
  }

  /// Runs one statement or several that are separated by semicolons, and drops what they answer. Takes no values: for text that
  /// is the program's own.
  package func execute(_ sql: String) throws(DuckDBFailure) {
    var statements: duckdb_extracted_statements?
    defer { duckdb_destroy_extracted(&statements) }
    let count = duckdb_extract_statements(handle, sql, &statements)
    guard count > 0 else {
      throw DuckDBFailure(engineText: duckdb_extract_statements_error(statements).map { String(cString: $0) } ?? "no statement")
    }
    for index in 0..<count {
      _ = try Statement(self) { duckdb_prepare_extracted_statement(handle, statements, index, &$0) }.run()
    }
  }

  package func prepare(_ sql: String) throws(DuckDBFailure) -> Statement {
    try Statement(self) { duckdb_prepare(handle, sql, &$0) }
  }

  /// Runs one statement with its parameters ($1, $2 ... or ?) bound.
  package func query(_ sql: String, _ values: [Value] = [], streaming: Bool = false) throws(DuckDBFailure) -> Rows {
    try prepare(sql).run(values, streaming: streaming)
  }

  /// Commits what `body` did, or undoes all of it when it throws.
  package func transaction<T>(_ body: () throws -> T) throws -> T {
    try execute("BEGIN TRANSACTION")
    do {
      let value = try body()
      try execute("COMMIT")
      return value
    } catch {
      rollBack()
      throw error
    }
  }

  /// Also works while the connection is being interrupted. There may be nothing left to undo: a failed commit undoes itself.
  private func rollBack() {
    var result = duckdb_result()
    _ = duckdb_query(handle, "ROLLBACK", &result)
    duckdb_destroy_result(&result)
  }
}
