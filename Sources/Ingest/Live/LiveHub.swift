import Synchronization
import Usage

/// Passes on what was just acknowledged to whoever watches. The commit thread only leaves it here; without watchers it does not even
/// that. A batch goes out at once after a pause, then at most one an interval, so that a flood of events costs no more than a stream.
package final class LiveHub: Sendable {
  /// Called with one batch after the other. Must return at once: what cannot be passed on is the watcher's to count or drop.
  package typealias Watcher = @Sendable (LiveBatch) -> Void

  private struct State {
    var watchers: [UInt64: Watcher] = [:]
    var nextID: UInt64 = 0
    var pending = PendingEvents()
  }

  private let interval: Duration
  private let eventLimit: Int
  private let state = Mutex(State())
  /// Read on the commit thread before anything else.
  private let watcherCount = Atomic(0)
  private let bell = Bell()

  /// - Parameter interval: between two batches.
  /// - Parameter eventLimit: the events of a batch; those beyond are only counted.
  package init(interval: Duration = .milliseconds(200), eventLimit: Int = 4096) {
    self.interval = interval
    self.eventLimit = eventLimit
  }

  /// The writer's observer.
  package func acknowledged(_ slices: [SinkBatch.Slice]) {
    guard watcherCount.load(ordering: .relaxed) > 0, !slices.isEmpty else { return }
    let isFirst = state.withLock { state in
      defer { for slice in slices { state.pending.append(slice, limit: eventLimit) } }
      return state.pending.isEmpty
    }
    if isFirst { bell.ring() }
  }

  /// Everything acknowledged from now on, until the watch is cancelled or let go.
  package func watch(_ watcher: @escaping Watcher) -> LiveWatch {
    let id = state.withLock { state in
      state.nextID += 1
      state.watchers[state.nextID] = watcher
      return state.nextID
    }
    watcherCount.add(1, ordering: .relaxed)
    return LiveWatch { [weak self] in self?.forget(id) }
  }

  /// Hands out batches until its task is cancelled.
  package func run() async {
    await withTaskCancellationHandler {
      while !Task.isCancelled {
        await bell.wait(until: nil)
        handOut()
        try? await Task.sleep(for: interval)
      }
    } onCancel: {
      bell.ring()
    }
  }

  func handOut() {
    let (pending, watchers) = state.withLock { state in
      defer { state.pending = PendingEvents() }
      return (state.pending, Array(state.watchers.values))
    }
    guard !pending.isEmpty, !watchers.isEmpty else { return }
    let batch = pending.batch()
    for watcher in watchers { watcher(batch) }
  }

  private func forget(_ id: UInt64) {
    let found = state.withLock { $0.watchers.removeValue(forKey: id) }
    if found != nil { watcherCount.subtract(1, ordering: .relaxed) }
  }
}
