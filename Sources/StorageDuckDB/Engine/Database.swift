import CDuckDB
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open database file, or one in memory. The process that has it open for writing has it alone; within the process the engine
/// does not notice when the same file is opened twice, so a program keeps one `Database` for each file.
///
/// Opening replays the log and closing the last connection writes a checkpoint: both block, so neither belongs on the
/// cooperative pool.
package final class Database: Sendable {
  /// The engine locks inside, so its database handle may be used from any thread; the mutex orders use against closing.
  private struct Handle: @unchecked Sendable {
    var pointer: duckdb_database?
  }

  private let handle: Mutex<Handle>

  package static var engineVersion: String { String(cString: duckdb_library_version()) }

  /// `path` nil makes a database in memory.
  package init(path: String?, settings: DatabaseSettings = DatabaseSettings()) throws(DuckDBFailure) {
    let config = try Self.configuration(settings)
    defer {
      var config = config
      duckdb_destroy_config(&config)
    }
    let isNew = path.map { access($0, F_OK) != 0 } ?? false
    var database: duckdb_database?
    var problem: UnsafeMutablePointer<CChar>?
    guard duckdb_open_ext(path, &database, config, &problem) == DuckDBSuccess else {
      defer { duckdb_free(problem) }
      let failure = DuckDBFailure(engineText: problem.map { String(cString: $0) } ?? "the database cannot be opened")
      // The beginning of a file that did not fit would be taken for a damaged one when there is room again.
      if isNew, failure.kind == .diskFull, let path { unlink(path) }
      throw failure
    }
    handle = Mutex(Handle(pointer: database))
    try Connection(self).execute(settings.closingSQL)
  }

  deinit { close() }

  /// No new connection can be made. The file is let go when the last open connection is closed too.
  package func close() {
    handle.withLock { handle in
      if handle.pointer != nil { duckdb_close(&handle.pointer) }
      handle.pointer = nil
    }
  }

  func connect() throws(DuckDBFailure) -> duckdb_connection {
    let connected = handle.withLock { handle -> OpenedConnection? in
      var connection: duckdb_connection?
      guard let database = handle.pointer, duckdb_connect(database, &connection) == DuckDBSuccess, let connection else { return nil }
      return OpenedConnection(pointer: connection)
    }
    guard let connected else { throw DuckDBFailure(.closed, "the database is closed") }
    return connected.pointer
  }

  /// Carries a connection that nobody has seen yet out of the lock.
  private struct OpenedConnection: @unchecked Sendable {
    let pointer: duckdb_connection
  }

  private static func configuration(_ settings: DatabaseSettings) throws(DuckDBFailure) -> duckdb_config? {
    var config: duckdb_config?
    guard duckdb_create_config(&config) == DuckDBSuccess else { throw DuckDBFailure(.outOfMemory, "no memory for the settings") }
    for (name, value) in settings.options where duckdb_set_config(config, name, value) != DuckDBSuccess {
      duckdb_destroy_config(&config)
      throw DuckDBFailure(.other, "the engine does not take \(name) = \(value)")
    }
    return config
  }
}
