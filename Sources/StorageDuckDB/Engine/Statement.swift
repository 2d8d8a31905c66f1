import CDuckDB

/// A statement that is prepared once and may be run many times.
package final class Statement {
  private let connection: Connection
  private let handle: duckdb_prepared_statement

  package let parameterCount: Int

  init(_ connection: Connection, prepare: (inout duckdb_prepared_statement?) -> duckdb_state) throws(DuckDBFailure) {
    try connection.interruption?.check()
    var prepared: duckdb_prepared_statement?
    let state = EngineTime.counting { prepare(&prepared) }
    guard state == DuckDBSuccess, let handle = prepared else {
      defer { duckdb_destroy_prepare(&prepared) }
      throw DuckDBFailure(engineText: duckdb_prepare_error(prepared).map { String(cString: $0) } ?? "the statement cannot be prepared")
    }
    self.connection = connection
    self.handle = handle
    parameterCount = Int(duckdb_nparams(handle))
  }

  deinit {
    var handle: duckdb_prepared_statement? = handle
    duckdb_destroy_prepare(&handle)
  }

  /// `streaming` computes rows while they are read instead of holding them all; such rows end when the connection runs anything
  /// else.
  package func run(_ values: [Value] = [], streaming: Bool = false) throws(DuckDBFailure) -> Rows {
    try connection.beforeStatement?()
    try bind(values)
    var pending: duckdb_pending_result?
    defer { duckdb_destroy_pending(&pending) }
    let state = EngineTime.counting {
      streaming ? duckdb_pending_prepared_streaming(handle, &pending) : duckdb_pending_prepared(handle, &pending)
    }
    guard state == DuckDBSuccess, let pending else {
      throw DuckDBFailure(engineText: duckdb_pending_error(pending).map { String(cString: $0) } ?? "the statement cannot be run")
    }
    connection.runCount += 1
    // Making the statement pending has cleared the engine's own mark of an interruption, so one that came before is repeated here;
    // one that comes later is seen by the engine: none gets lost. A pending statement is never just dropped, because the engine's
    // threads work on it already and the next statement would wait for them to come to its end.
    if connection.interruption?.reason != nil { duckdb_interrupt(connection.handle) }
    var result = duckdb_result()
    guard EngineTime.counting({ duckdb_execute_pending(pending, &result) }) == DuckDBSuccess else {
      defer { duckdb_destroy_result(&result) }
      throw DuckDBFailure(engineText: duckdb_result_error(&result).map { String(cString: $0) } ?? "the statement failed")
    }
    return Rows(adopting: result, of: connection, streaming: streaming)
  }

  private func bind(_ values: [Value]) throws(DuckDBFailure) {
    guard values.count == parameterCount else {
      throw DuckDBFailure(.syntax, "the statement has \(parameterCount) parameters, \(values.count) values were given")
    }
    for (index, value) in values.enumerated() where value.bind(to: handle, at: idx_t(index + 1)) != DuckDBSuccess {
      throw DuckDBFailure(engineText: duckdb_prepare_error(handle).map { String(cString: $0) } ?? "parameter \(index + 1) cannot be bound")
    }
  }
}
