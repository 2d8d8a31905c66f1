import CDuckDB

/// Appends rows to a table by chunks, the engine's fastest way in. Use it inside a transaction: what was appended is part of the
/// transaction once `flush` has returned.
///
/// After a failure the appender is spent: what it still holds is dropped, and another one has to be made.
package final class Appender {
  private let connection: Connection
  private var handle: duckdb_appender?
  /// The chunk being filled.
  package let chunk: ChunkWriter

  /// `columns` names those that are given, in their order; the others take their defaults. nil gives all, in the table's order.
  package init(_ connection: Connection, table: String, columns: [String]? = nil) throws(DuckDBFailure) {
    self.connection = connection
    var handle: duckdb_appender?
    do {
      try Self.check(duckdb_appender_create_ext(connection.handle, nil, nil, table, &handle), handle)
      for column in columns ?? [] { try Self.check(duckdb_appender_add_column(handle, column), handle) }
    } catch {
      duckdb_appender_destroy(&handle)
      throw error
    }
    let types = (0..<duckdb_appender_column_count(handle)).compactMap { duckdb_appender_column_type(handle, $0) }
    self.handle = handle
    chunk = ChunkWriter(types)
  }

  deinit {
    // Destroying an appender writes what it holds, even where the transaction around it was given up.
    duckdb_appender_clear(handle)
    duckdb_appender_destroy(&handle)
  }

  /// Hands over the first `rows` rows of `chunk` and empties it.
  package func append(rows: Int) throws(DuckDBFailure) {
    try checked { appender in EngineTime.counting { duckdb_append_data_chunk(appender, chunk.finish(rows: rows)) } }
    chunk.clear()
  }

  /// Puts everything appended so far into the table, as part of the connection's transaction.
  package func flush() throws(DuckDBFailure) {
    try checked { appender in EngineTime.counting { duckdb_appender_flush(appender) } }
  }

  /// Drops what was appended since the last flush.
  package func discard() {
    duckdb_appender_clear(handle)
    chunk.clear()
  }

  private func checked(_ call: (duckdb_appender?) -> duckdb_state) throws(DuckDBFailure) {
    do { try Self.check(call(handle), handle) } catch {
      duckdb_appender_clear(handle)
      throw error
    }
  }

  private static func check(_ state: duckdb_state, _ appender: duckdb_appender?) throws(DuckDBFailure) {
    guard state != DuckDBSuccess else { return }
    var error = duckdb_appender_error_data(appender)
    defer { duckdb_destroy_error_data(&error) }
    let text = duckdb_error_data_message(error).map { String(cString: $0) } ?? "the rows cannot be appended"
    throw DuckDBFailure(appenderText: text, type: duckdb_error_data_error_type(error))
  }
}
