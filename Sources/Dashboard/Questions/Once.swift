import Synchronization

/// Something that several panels of one page need, asked for once: by the first of them.
final class Once<Value: Sendable>: Sendable {
  private let load: @Sendable () async throws -> Value
  private let task = Mutex<Task<Value, any Error>?>(nil)

  init(_ load: @escaping @Sendable () async throws -> Value) { self.load = load }

  func value() async throws -> Value {
    let running = task.withLock { task in
      let running = task ?? Task { [load] in try await load() }
      task = running
      return running
    }
    return try await withTaskCancellationHandler {
      try await running.value
    } onCancel: {
      running.cancel()
    }
  }
}
