import CDuckDB
import Synchronization

/// One piece of work that can be ended early, from any thread and at any time, without ever touching the work that follows on
/// the same connection: both the end of the work and the call of the engine happen under the lock.
final class Interruption: Sendable {
  enum Reason: Sendable {
    case timedOut
    case cancelled
  }

  private enum Phase {
    case new
    case waiting(CheckedContinuation<ConnectionThread, any Error>)
    case running(EngineConnection)
    case done
  }

  private struct State: Sendable {
    var phase = Phase.new
    var reason: Reason?
  }

  /// Interrupting is the one call that the engine allows from another thread; `finish` comes before the connection can end.
  private struct EngineConnection: @unchecked Sendable {
    let pointer: duckdb_connection
  }

  private let state = Mutex(State())

  var reason: Reason? { state.withLock { $0.reason } }

  /// The first reason counts. Work that waits is resumed with it, work that runs is interrupted, finished work is left alone.
  func interrupt(_ reason: Reason) {
    let waiting = state.withLock { state -> CheckedContinuation<ConnectionThread, any Error>? in
      guard state.reason == nil else { return nil }
      switch state.phase {
      case .done: return nil
      case .new:
        state.reason = reason
        return nil
      case .running(let connection):
        state.reason = reason
        duckdb_interrupt(connection.pointer)
        return nil
      case .waiting(let continuation):
        state.reason = reason
        state.phase = .done
        return continuation
      }
    }
    waiting?.resume(throwing: Self.error(reason))
  }

  /// False when it was interrupted before: then the continuation has been resumed.
  func wait(_ continuation: CheckedContinuation<ConnectionThread, any Error>) -> Bool {
    let reason = state.withLock { state -> Reason? in
      if state.reason == nil { state.phase = .waiting(continuation) }
      return state.reason
    }
    if let reason { continuation.resume(throwing: Self.error(reason)) }
    return reason == nil
  }

  /// Ends the waiting with an answer; false when it has ended already.
  func resume(with answer: Result<ConnectionThread, any Error>) -> Bool {
    let continuation = state.withLock { state -> CheckedContinuation<ConnectionThread, any Error>? in
      guard case .waiting(let continuation) = state.phase else { return nil }
      state.phase = .new
      return continuation
    }
    continuation?.resume(with: answer)
    return continuation != nil
  }

  func start(on connection: Connection) throws {
    let handle = EngineConnection(pointer: connection.handle)
    let reason = state.withLock { state -> Reason? in
      if state.reason == nil { state.phase = .running(handle) }
      return state.reason
    }
    if let reason { throw Self.error(reason) }
    connection.interruption = self
  }

  func finish(on connection: Connection) {
    state.withLock { $0.phase = .done }
    connection.interruption = nil
  }

  func check() throws(DuckDBFailure) {
    guard reason == nil else { throw DuckDBFailure(.interrupted, "INTERRUPT Error: interrupted before the next step") }
  }

  static func error(_ reason: Reason) -> any Error {
    switch reason {
    case .timedOut: DuckDBFailure(.timedOut, "the query took longer than it may")
    case .cancelled: CancellationError()
    }
  }
}
