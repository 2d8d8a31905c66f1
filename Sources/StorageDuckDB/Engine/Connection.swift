import CDuckDB

/// One connection, used by one thread at a time: its calls block. `ConnectionThread` and `ConnectionPool` keep it so.
package final class Connection {
  let handle: duckdb_connection
  private let database: Database
  /// The work that runs now, where somebody may want to end it early.
  var interruption: Interruption?

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
    try interruption?.check()
    var result = duckdb_result()
    defer { duckdb_destroy_result(&result) }
    guard duckdb_query(handle, sql, &result) == DuckDBSuccess else {
      throw DuckDBFailure(engineText: duckdb_result_error(&result).map { String(cString: $0) } ?? "the statement failed")
    }
  }

  package func prepare(_ sql: String) throws(DuckDBFailure) -> Statement { try Statement(self, sql) }

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
