import Foundation
import Synchronization
import Usage

extension EventWriter {
  /// Opens the journal and the identity index in `directory`, stores what the journal has and the sink lacks, and begins to take events.
  /// Throws `JournalError`, `IdentityIndexError` or what the sink throws; nothing is harmed then.
  package static func open(
    directory: String, sink: any EventSink, configuration: WriterConfiguration = WriterConfiguration(),
    log: @escaping @Sendable (String) -> Void = { _ in }, observer: @escaping Observer = { _ in }
  ) async throws -> EventWriter {
    let files = try DiskJournalFiles(directory: directory + "/journal")
    return try await open(
      files: files, indexDirectory: directory + "/identities", sink: sink, configuration: configuration, log: log, observer: observer)
  }

  package static func open(
    files: any JournalFiles, indexDirectory: String, sink: any EventSink, configuration: WriterConfiguration = WriterConfiguration(),
    log: @escaping @Sendable (String) -> Void = { _ in }, observer: @escaping Observer = { _ in }
  ) async throws -> EventWriter {
    let index = try IdentityIndex(directory: indexDirectory, log: log)
    let recovery = WriterRecovery(sink: sink, index: index, files: files, batchRows: configuration.batchRows, log: log)
    let lastSequence = try await recovery.run()
    let writer = EventWriter(
      configuration: configuration, sink: sink, index: index, files: files, log: log, observer: observer,
      lastSequence: lastSequence)
    writer.start(after: lastSequence)
    return writer
  }

  private func start(after lastSequence: UInt64) {
    let thread = Thread { self.commitGroups(nextSequence: lastSequence + 1) }
    thread.name = "weir.commit"
    thread.start()
    let storing = Task { await storeBatches() }
    self.storing.withLock { $0 = storing }
  }

  /// Takes nothing more, commits and stores what is waiting, and tidies up. False when not everything could be stored in time: the
  /// journal keeps it for the next start.
  package func shutdown(deadline: Duration) async -> Bool {
    let end = ContinuousClock.now + deadline
    if state.withLock({ $0.queue.close() }) { submitted.signal() }
    let isDrained = await drained.wait(timeout: deadline)
    storing.withLock { $0 }?.cancel()
    committed.ring()
    let tidied = Latch()
    maintenance.async {
      if isDrained { self.removeSegments(self.shelf.take(through: .max)) }
      self.synchronizeIndex()
      tidied.open()
    }
    // An index that is not synchronized in time costs the next start some reading, nothing else.
    if await !tidied.wait(timeout: max(end - .now, .zero)) { log("the identity index is left to the next start") }
    return isDrained
  }

  /// Ends the journal's current file. When this returns it is gone, if all that it held is stored, and otherwise goes as soon as it is.
  package func endJournalFile() async {
    await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
      switch state.withLock({ $0.queue.beginAnew { continuation.resume() } }) {
      case true?: submitted.signal()
      case false?: break
      // Closing removes what is stored.
      case nil: continuation.resume()
      }
    }
  }

  /// Forgets deleted events, so that they can be recorded again. What was summed up stays known, which a rebuild would lose.
  package func forget(_ identities: [EventIdentity]) async throws {
    let keys = identities.map { hasher.key(project: $0.project, id: $0.id) }
    try await maintained { Result { try self.index.remove(keys) } }.get()
  }

  /// Makes the identity index anew from what is stored, so that deleted events are forgotten. Events can be submitted meanwhile.
  package func rebuildIndex() async throws {
    try index.beginRebuild()
    do {
      // What was committed before the rebuild began must be where the sink's identities come from.
      while await !settle(timeout: .seconds(60)) { try Task.checkCancellation() }
      try await WriterRecovery.readIdentities(of: sink, after: 0, hasher: hasher) { [index] keys in
        try index.addToRebuild(keys)
      }
    } catch {
      index.cancelRebuild()
      throw error
    }
    let finished = await maintained { Result { try self.index.finishRebuild() } }
    try finished.get()
  }

  private func maintained<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withUnsafeContinuation { continuation in maintenance.async { continuation.resume(returning: work()) } }
  }
}

extension EventWriter {
  /// How many stored events the identity index does not know: none, unless it is damaged.
  package func unindexedEvents() async throws -> Int {
    let count = Mutex(0)
    try await WriterRecovery.readIdentities(of: sink, after: 0, hasher: hasher) { [index] keys in
      let unknown = index.read { tables in keys.count { !tables.contains($0) } }
      count.withLock { $0 += unknown }
    }
    return count.withLock { $0 }
  }
}
