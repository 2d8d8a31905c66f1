/// A connection with a thread of its own: whatever is run here may block without holding up anything else.
package actor ConnectionThread {
  private nonisolated let executor: ThreadExecutor
  private var connection: Connection?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package init(_ database: Database, name: String) throws(DuckDBFailure) {
    executor = ThreadExecutor(name: name)
    connection = try Connection(database)
  }

  /// Runs to its end even when the calling task is cancelled: made for writes.
  package func run<T: Sendable>(_ body: @Sendable (Connection) throws -> T) throws -> T {
    guard let connection else { throw DuckDBFailure(.closed, "the connection is closed") }
    return try body(connection)
  }

  func run<T: Sendable>(_ interruption: Interruption, _ body: @Sendable (Connection) throws -> T) throws -> T {
    guard let connection else { throw DuckDBFailure(.closed, "the connection is closed") }
    try interruption.start(on: connection)
    defer { interruption.finish(on: connection) }
    do { return try body(connection) } catch let failure as DuckDBFailure where failure.kind == .interrupted {
      throw interruption.reason.map(Interruption.error) ?? failure
    }
  }

  /// Ends the connection on its own thread; the last one of a closed database writes the final checkpoint there.
  package func close() { connection = nil }
}
