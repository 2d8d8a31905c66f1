import Dispatch
import Foundation
import Usage

extension EventWriter {
  /// The life of the commit thread. Ends when the writer is closed and the queue empty.
  func commitGroups(nextSequence: UInt64) {
    var journal = Journal(files: files, segmentBytes: configuration.segmentBytes, nextSequence: nextSequence, shelf: shelf)
    while true {
      switch state.withLock({ $0.queue.next(now: .now) }) {
      case .wait(until: nil): submitted.wait()
      case .wait(let until?): _ = submitted.wait(timeout: .now() + (until - .now).interval)
      case .commit(let group): commit(group, to: &journal)
      case .reopen: reopen(&journal)
      case .beginAnew(let tell):
        journal.beginAnew()
        removeStoredSegments()
        maintenance.async { for tell in tell { tell() } }
      case .stop:
        journal.close()
        state.withLock { $0.backlog.close() }
        committed.ring()
        return
      }
    }
  }

  private func commit(_ submissions: [QueuedSubmission], to journal: inout Journal) {
    let start = ContinuousClock.now
    let group = index.read { tables in CommitGroup(submissions.map(\.submission)) { tables.contains($0) } }
    let firstSequence = journal.nextSequence
    do {
      try index.reserve(group.keys)
      try journal.append(group.records)
    } catch {
      refuse(submissions, because: "\(error)")
      return
    }
    index.insert(group.keys, completeThrough: journal.nextSequence - 1)
    let duration = ContinuousClock.now - start
    let wakes = state.withLock { state in
      defer { state.queue.finished() }
      state.statistics.count(group, duration)
      guard !group.records.isEmpty else { return false }
      defer { committedSequence.store(state.backlog.committed, ordering: .releasing) }
      return state.backlog.append(group.records, firstSequence: firstSequence, now: start)
    }
    if wakes { committed.ring() }
    for (submission, duplicates) in zip(submissions, group.duplicates) { submission.complete(.success(duplicates)) }
    observer(group.slices(from: firstSequence))
  }

  private func refuse(_ submissions: [QueuedSubmission], because reason: String) {
    log("events cannot be written: \(reason)")
    let others = state.withLock { state in
      let others = state.queue.failed(reason, now: .now)
      state.statistics.unavailable += submissions.count + others.count
      return others
    }
    let failure = WriterFailure.unavailable(reason: reason, retryAfter: configuration.journalRetry)
    for submission in submissions + others { submission.complete(.failure(failure)) }
  }

  private func reopen(_ journal: inout Journal) {
    do {
      try journal.reopen()
      state.withLock { $0.queue.recovered() }
      log("events can be written again")
    } catch {
      _ = state.withLock { $0.queue.failed("\(error)", now: .now) }
    }
  }
}

extension CommitGroup {
  fileprivate func slices(from firstSequence: UInt64) -> [SinkBatch.Slice] {
    var sequence = firstSequence
    return records.compactMap { record in
      defer { sequence += UInt64(record.count) }
      guard case .events(let block, let rows) = record else { return nil }
      return SinkBatch.Slice(block: block, rows: rows, firstSequence: sequence)
    }
  }
}

extension WriterStatistics {
  fileprivate mutating func count(_ group: CommitGroup, _ duration: Duration) {
    accepted += group.keys.count
    duplicates += group.duplicates.reduce(0) { $0 + $1.count }
    quarantined += group.quarantinedCount
    lastCommit = duration
    commits.record(duration)
  }
}

extension Duration {
  fileprivate var interval: DispatchTimeInterval {
    .microseconds(Int(max(0, components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000)))
  }
}
