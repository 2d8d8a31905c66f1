import CDuckDB

/// The answer to a statement, read in chunks of up to 2,048 rows.
package final class Rows {
  private var result: duckdb_result
  private let connection: Connection
  package let columnNames: [String]
  /// The run of the connection that the engine's threads still compute rows for; nil when they are done.
  private var unfinishedRun: Int?

  init(adopting result: duckdb_result, of connection: Connection, streaming: Bool) {
    unfinishedRun = streaming ? connection.runCount : nil
    var result = result
    columnNames = (0..<duckdb_column_count(&result)).map { String(cString: duckdb_column_name(&result, $0)) }
    self.result = result
    self.connection = connection
  }

  deinit {
    // Otherwise the connection's next statement would wait until all the rows that nobody reads are computed.
    if unfinishedRun == connection.runCount { duckdb_interrupt(connection.handle) }
    duckdb_destroy_result(&result)
  }

  /// How many rows an INSERT, UPDATE or DELETE touched.
  package var changedCount: Int { Int(duckdb_rows_changed(&result)) }

  /// nil after the last one. Only a streaming answer can fail here.
  package func next() throws(DuckDBFailure) -> Chunk? {
    try connection.interruption?.check()
    guard let chunk = EngineTime.counting({ duckdb_fetch_chunk(result) }) else {
      unfinishedRun = nil
      if let problem = duckdb_result_error(&result) { throw DuckDBFailure(engineText: String(cString: problem)) }
      return nil
    }
    return Chunk(adopting: chunk)
  }

  /// Calls `body` for every row of every chunk.
  package func forEach(_ body: (Chunk, Int) throws -> Void) throws {
    while let chunk = try next() {
      for row in 0..<chunk.count { try body(chunk, row) }
    }
  }

  /// All rows as values: for short answers.
  package func all() throws(DuckDBFailure) -> [[Value]] {
    var rows: [[Value]] = []
    while let chunk = try next() {
      for row in 0..<chunk.count {
        var values: [Value] = []
        for column in chunk.columns { values.append(try column.value(row)) }
        rows.append(values)
      }
    }
    return rows
  }
}
