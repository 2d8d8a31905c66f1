import Synchronization

/// How long the engine worked for one question: the time in which at least one of its calls ran, without the waiting for a connection
/// and without what is done with the rows.
package final class EngineTime: Sendable {
  /// What the current task asks is counted here; without one nothing is counted.
  @TaskLocal package static var current: EngineTime?

  private struct State {
    var callCount = 0
    var since = ContinuousClock.now
    var total = Duration.zero
  }

  private let state = Mutex(State())

  package init() {}

  package var total: Duration { state.withLock { $0.total } }

  static func counting<T>(_ call: () -> T) -> T {
    guard let time = current else { return call() }
    time.begin(at: .now)
    defer { time.end(at: .now) }
    return call()
  }

  func begin(at now: ContinuousClock.Instant) {
    state.withLock { state in
      if state.callCount == 0 { state.since = now }
      state.callCount += 1
    }
  }

  func end(at now: ContinuousClock.Instant) {
    state.withLock { state in
      state.callCount -= 1
      if state.callCount == 0 { state.total += now - state.since }
    }
  }
}
