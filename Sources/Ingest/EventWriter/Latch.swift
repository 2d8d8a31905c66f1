import Synchronization

/// Opens once. Waiting for it can be given up after a time.
final class Latch: Sendable {
  private struct Waiter {
    let continuation: UnsafeContinuation<Bool, Never>
    let timer: Task<Void, Never>?
  }

  private struct State {
    var isOpen = false
    var waiters: [Int: Waiter] = [:]
    var nextWaiter = 0
  }

  private let state = Mutex(State())

  func open() {
    let waiters = state.withLock { state in
      state.isOpen = true
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters {
      waiter.timer?.cancel()
      waiter.continuation.resume(returning: true)
    }
  }

  /// Whether it opened in time.
  func wait(timeout: Duration?) async -> Bool {
    await withUnsafeContinuation { continuation in
      let isOpen = state.withLock { state in
        if state.isOpen { return true }
        let number = state.nextWaiter
        state.nextWaiter += 1
        let timer = timeout.map { timeout in
          Task {
            try? await Task.sleep(for: timeout)
            self.giveUp(number)
          }
        }
        state.waiters[number] = Waiter(continuation: continuation, timer: timer)
        return false
      }
      if isOpen { continuation.resume(returning: true) }
    }
  }

  private func giveUp(_ number: Int) {
    state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume(returning: false)
  }
}
