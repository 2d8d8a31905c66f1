import Synchronization
import Usage

/// Brings sink, journal and index together at start.
struct WriterRecovery {
  let sink: any EventSink
  let index: IdentityIndex
  let files: any JournalFiles
  let batchRows: Int
  let log: @Sendable (String) -> Void

  /// Returns the last sequence in use. Everything that was acknowledged is stored and indexed then, and the journal is empty.
  func run() async throws -> UInt64 {
    let stored = try await sink.storedSequence()
    var journal = try JournalReader(files: files, after: stored)
    let restored = try await restoreStored()
    let replayed = try await replay(&journal)
    if journal.tornBytes > 0 { log("the journal ended in \(journal.tornBytes) bytes of an unfinished group: they were never acknowledged") }
    if replayed > 0 { log("\(replayed) records came back from the journal") }
    let last = journal.lastSequence
    if index.syncedThrough > last {
      log("the identity index is ahead of the stored events: making it anew")
      try await rebuild(completeThrough: last)
    } else {
      index.insert([], completeThrough: last)
      if restored + replayed > 0 { try index.synchronize() }
    }
    try files.remove(journal.names)
    return last
  }

  /// Calls `body` with the keys of stored events. Throws the first error of either.
  static func readIdentities(
    of sink: any EventSink, after sequence: UInt64, hasher: EventKeyHasher,
    _ body: @escaping @Sendable ([EventKey]) throws -> Void
  ) async throws {
    let failure = Mutex<(any Error)?>(nil)
    try await sink.identities(after: sequence) { identities in
      guard failure.withLock({ $0 == nil }) else { return }
      do {
        try body(identities.map { hasher.key(project: $0.project, id: $0.id) })
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func restoreStored() async throws -> Int {
    let count = Mutex(0)
    try await Self.readIdentities(of: sink, after: index.syncedThrough, hasher: index.hasher) { [index] keys in
      try index.restore(keys)
      count.withLock { $0 += keys.count }
    }
    return count.withLock { $0 }
  }

  private func replay(_ journal: inout JournalReader) async throws -> Int {
    var batch = SinkBatch(lastSequence: 0)
    var (rows, replayed) = (0, 0)
    while let (record, first) = try journal.next() {
      switch record {
      case .events(let block, let range):
        try index.restore(keys(of: block, range))
        batch.slices.append(SinkBatch.Slice(block: block, rows: range, firstSequence: first))
        rows += range.count
      case .quarantined(let events):
        batch.quarantined += events
      }
      batch.lastSequence = first + UInt64(record.count) - 1
      replayed += record.count
      if rows + batch.quarantined.count >= batchRows {
        try await sink.store(batch)
        (batch, rows) = (SinkBatch(lastSequence: 0), 0)
      }
    }
    if batch.lastSequence > 0 { try await sink.store(batch) }
    return replayed
  }

  private func keys(of block: EventBlock, _ rows: Range<Int>) -> [EventKey] {
    let hasher = index.hasher
    return rows.map { row in
      let identity = block[row].identity
      return hasher.key(project: identity.project, id: identity.id)
    }
  }

  private func rebuild(completeThrough sequence: UInt64) async throws {
    try index.beginRebuild()
    try await Self.readIdentities(of: sink, after: 0, hasher: index.hasher) { [index] keys in try index.addToRebuild(keys) }
    try index.finishRebuild(completeThrough: sequence)
  }
}

extension EventRow {
  /// Read field by field: these two are among the first.
  fileprivate var identity: EventIdentity {
    var (id, project) = ("", "")
    var reader = makeReader()
    while let field = reader.next().flatMap(EventField.init), field.rawValue <= EventField.project.rawValue {
      switch field {
      case .id: id = String(decoding: reader.text(), as: UTF8.self)
      case .project: project = String(decoding: reader.text(), as: UTF8.self)
      default: _ = reader.integer()
      }
    }
    return EventIdentity(project: project, id: id)
  }
}
