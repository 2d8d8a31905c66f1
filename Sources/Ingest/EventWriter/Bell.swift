import Synchronization

/// Wakes one waiting task; rung while nobody waits, it lets the next wait pass at once.
final class Bell: Sendable {
  private struct State {
    var isRung = false
    var waiter: UnsafeContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  func ring() {
    let waiter = state.withLock { state in
      defer { state.waiter = nil }
      state.isRung = state.waiter == nil
      return state.waiter
    }
    waiter?.resume()
  }

  func wait(until deadline: ContinuousClock.Instant?) async {
    let timer = deadline.map { deadline in
      Task {
        // A wait cut short by another ring is not woken again.
        guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
        self.ring()
      }
    }
    await withUnsafeContinuation { continuation in
      let isRung = state.withLock { state in
        defer { state.isRung = false }
        if !state.isRung { state.waiter = continuation }
        return state.isRung
      }
      if isRung { continuation.resume() }
    }
    timer?.cancel()
  }
}
