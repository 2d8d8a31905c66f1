import Synchronization

/// A fixed number of connections for reading. Whoever finds none free waits in turn; when too many wait, it is told so at once.
package final class ConnectionPool: Sendable {
  private struct State {
    var idle: [ConnectionThread]
    var queue: [Interruption] = []
    var isClosed = false
  }

  private enum Turn {
    case now(ConnectionThread)
    case later
    case never(DuckDBFailure)
  }

  private let threads: [ConnectionThread]
  private let state: Mutex<State>
  private let waitingLimit: Int

  package init(_ database: Database, connections: Int, waitingLimit: Int) throws(DuckDBFailure) {
    var threads: [ConnectionThread] = []
    for number in 1...connections { threads.append(try ConnectionThread(database, name: "weir-read-\(number)")) }
    self.threads = threads
    self.waitingLimit = waitingLimit
    state = Mutex(State(idle: threads))
  }

  /// How many reads wait for a connection now.
  package var waitingCount: Int { state.withLock { $0.queue.count } }

  /// Runs `body` on a free connection. Throws `.timedOut` when waiting and running took longer than `timeout`, `.busy` when too
  /// many wait already, and `CancellationError` when the task is cancelled; in each case the query has been stopped, and the
  /// connection is as good as new.
  package func read<T: Sendable>(timeout: Duration, _ body: @Sendable (Connection) throws -> T) async throws -> T {
    let interruption = Interruption()
    let alarm = Task {
      try await Task.sleep(for: timeout)
      interruption.interrupt(.timedOut)
    }
    defer { alarm.cancel() }
    return try await withTaskCancellationHandler {
      let thread = try await acquire(interruption)
      defer { release(thread) }
      return try await thread.run(interruption, body)
    } onCancel: {
      interruption.interrupt(.cancelled)
    }
  }

  /// Lets running reads end, refuses those that wait and those that come, and closes the connections.
  package func close() async {
    let queue = state.withLock { state in
      defer { state.queue = [] }
      state.isClosed = true
      return state.queue
    }
    for interruption in queue { _ = interruption.resume(with: .failure(Self.closed)) }
    for thread in threads { await thread.close() }
  }

  private func acquire(_ interruption: Interruption) async throws -> ConnectionThread {
    defer { state.withLock { $0.queue.removeAll { $0 === interruption } } }
    return try await withCheckedThrowingContinuation { continuation in
      guard interruption.wait(continuation) else { return }
      switch turn(interruption) {
      case .later: break
      case .never(let failure): _ = interruption.resume(with: .failure(failure))
      case .now(let thread): if !interruption.resume(with: .success(thread)) { release(thread) }
      }
    }
  }

  private func turn(_ interruption: Interruption) -> Turn {
    state.withLock { state in
      if state.isClosed { return .never(Self.closed) }
      if let thread = state.idle.popLast() { return .now(thread) }
      if state.queue.count >= waitingLimit { return .never(DuckDBFailure(.busy, "\(state.queue.count) queries wait already")) }
      state.queue.append(interruption)
      return .later
    }
  }

  /// Hands the connection to the first that still waits.
  private func release(_ thread: ConnectionThread) {
    while true {
      let next = state.withLock { state -> Interruption? in
        if state.queue.isEmpty { state.idle.append(thread) } else { return state.queue.removeFirst() }
        return nil
      }
      guard let next, !next.resume(with: .success(thread)) else { return }
    }
  }

  private static let closed = DuckDBFailure(.closed, "the database is closed")
}
