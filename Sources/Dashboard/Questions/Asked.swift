import Synchronization

/// An answer that several panels need: asked for by the first of them, and once.
final class Asked<Value: Sendable>: Sendable {
  private let ask: @Sendable () async throws -> Value
  private let running = Mutex<Task<Value, any Error>?>(nil)

  init(_ ask: @escaping @Sendable () async throws -> Value) { self.ask = ask }

  var value: Value {
    get async throws {
      let task = running.withLock { running in
        let task = running ?? Task { [ask] in try await ask() }
        running = task
        return task
      }
      return try await task.value
    }
  }
}
