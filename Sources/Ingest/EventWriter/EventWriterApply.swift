import Foundation
import Usage

extension EventWriter {
  /// The life of the task that stores. Ends when the writer is closed and everything is stored, or when it is cancelled.
  func storeBatches() async {
    var rowsSinceSync = 0
    while !Task.isCancelled {
      switch state.withLock({ $0.backlog.next(now: .now) }) {
      case .wait(let until):
        await committed.wait(until: until)
      case .store(let batch):
        guard await store(batch) else { continue }
        rowsSinceSync += batch.eventCount
        removeStoredSegments()
        if rowsSinceSync >= configuration.rowsBetweenIndexSyncs {
          rowsSinceSync = 0
          maintenance.async { self.synchronizeIndex() }
        }
      case .finish:
        drained.open()
        return
      }
    }
  }

  private func store(_ batch: SinkBatch) async -> Bool {
    let start = ContinuousClock.now
    do {
      try await sink.store(batch)
    } catch {
      let isFirst = state.withLock { state in
        defer { state.backlog.failed("\(error)", now: .now) }
        return state.backlog.failure == nil
      }
      if isFirst { log("events wait because the storage does not take them: \(error)") }
      return false
    }
    let reached = state.withLock { state in
      let reached = state.backlog.stored(now: .now)
      appliedSequence.store(state.backlog.applied, ordering: .releasing)
      state.statistics.stores.record(ContinuousClock.now - start)
      return reached
    }
    for latch in reached { latch.open() }
    return true
  }

  func removeStoredSegments() {
    let names = shelf.take(through: appliedSequence.load(ordering: .acquiring))
    if !names.isEmpty { maintenance.async { self.removeSegments(names) } }
  }

  func removeSegments(_ names: [String]) {
    do {
      try files.remove(names)
    } catch {
      // The next start removes them.
      log("stored journal files stay: \(error)")
    }
  }

  func synchronizeIndex() {
    do {
      try index.synchronize()
    } catch {
      // The next start adds what is not on disk again.
      log("the identity index is not synchronized: \(error)")
    }
  }
}
