import Dispatch
import Foundation
import Synchronization
import Usage

/// Takes events, and answers when they are on disk: the durable half of ingest. See docs/decisions/0001-journal-before-the-engine.md.
///
/// Submissions that arrive while a group is being written form the next group. One thread sifts out what is known already, appends the
/// rest to the journal, synchronizes it and answers. Behind it a task stores what was acknowledged in the sink, in large batches.
package final class EventWriter: Sendable {
  struct State: ~Copyable {
    var queue: CommitQueue
    var backlog: ApplyBacklog
    var statistics = WriterStatistics()
  }

  /// Called on the commit thread with what was just acknowledged. Must return at once.
  package typealias Observer = @Sendable ([SinkBatch.Slice]) -> Void

  /// Makes the keys of this store's events.
  package let hasher: EventKeyHasher

  let configuration: WriterConfiguration
  let sink: any EventSink
  let index: IdentityIndex
  let files: any JournalFiles
  let log: @Sendable (String) -> Void
  let observer: Observer
  let shelf = SegmentShelf()
  let state: Mutex<State>
  /// Wakes the commit thread.
  let submitted = DispatchSemaphore(value: 0)
  /// Wakes the task that stores.
  let committed = Bell()
  let drained = Latch()
  let storing = Mutex<Task<Void, Never>?>(nil)
  /// Slow work on files that nobody waits for.
  let maintenance = DispatchQueue(label: "weir.writer.maintenance", qos: .utility)
  // What is committed and what is stored, readable without the lock.
  let committedSequence: Atomic<UInt64>
  let appliedSequence: Atomic<UInt64>

  init(
    configuration: WriterConfiguration, sink: any EventSink, index: IdentityIndex, files: any JournalFiles,
    log: @escaping @Sendable (String) -> Void, observer: @escaping Observer, lastSequence: UInt64
  ) {
    self.configuration = configuration
    self.sink = sink
    self.index = index
    self.files = files
    self.log = log
    self.observer = observer
    hasher = index.hasher
    state = Mutex(State(queue: CommitQueue(configuration), backlog: ApplyBacklog(configuration, stored: lastSequence)))
    committedSequence = Atomic(lastSequence)
    appliedSequence = Atomic(lastSequence)
  }

  /// Returns when all of the submission is durable, with the rows that were there before. Which requests get that answer for an event
  /// sent twice at once is open, but exactly one copy is stored.
  package func submit(_ submission: Submission) async throws(WriterFailure) -> [Int] {
    guard submission.load.records > 0 else { return [] }
    let verdict: Result<[Int], WriterFailure> = await withUnsafeContinuation { continuation in
      let queued = QueuedSubmission(submission) { continuation.resume(returning: $0) }
      switch admit(queued) {
      case .queued(let wake): if wake { submitted.signal() }
      case .refused(let failure): continuation.resume(returning: .failure(failure))
      }
    }
    return try verdict.get()
  }

  /// Waits until everything that was acknowledged before the call is stored, so that a query sees it. False when that took too long.
  package func settle(timeout: Duration) async -> Bool {
    if appliedSequence.load(ordering: .acquiring) >= committedSequence.load(ordering: .acquiring) { return true }
    guard let latch = state.withLock({ $0.backlog.hurry() }) else { return true }
    committed.ring()
    let isSettled = await latch.wait(timeout: timeout)
    if !isSettled { state.withLock { $0.backlog.forget(latch) } }
    return isSettled
  }

  package var statistics: WriterStatistics {
    var statistics = state.withLock { state in
      var statistics = state.statistics
      statistics.queuedSubmissions = state.queue.count
      statistics.queued = state.queue.load
      statistics.unstored = state.backlog.load
      statistics.committedSequence = state.backlog.committed
      statistics.storedSequence = state.backlog.applied
      statistics.storeLag = state.backlog.oldestWaiting.map { ContinuousClock.now - $0 } ?? .zero
      statistics.journalFailure = state.queue.failure
      statistics.sinkFailure = state.backlog.failure
      return statistics
    }
    (statistics.indexedEvents, statistics.indexBytes) = (index.count, index.byteCount)
    statistics.retiredSegments = shelf.count
    return statistics
  }

  private func admit(_ submission: QueuedSubmission) -> CommitQueue.Admission {
    state.withLock { state in
      let admission = state.queue.admit(submission, backlog: state.backlog.load, now: .now)
      switch admission {
      case .refused(.overloaded): state.statistics.overloaded += 1
      case .refused(.unavailable): state.statistics.unavailable += 1
      case .queued, .refused(.closed): break
      }
      return admission
    }
  }
}
