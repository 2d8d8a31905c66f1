import Usage

/// The whole way of a body: read, judged, made durable. Every wire, the import and the replay record through it.
package struct Recorder: Sendable {
  private let pipeline: Pipeline
  let writer: EventWriter
  let history: IngestHistory

  package init(pipeline: Pipeline, writer: EventWriter, history: IngestHistory = IngestHistory()) {
    self.pipeline = pipeline
    self.writer = writer
    self.history = history
  }

  /// When this returns, every accepted event is on disk, and so is every rejected one, in quarantine.
  package func record(
    _ body: UnsafeRawBufferPointer, as form: BodyForm = .detect, of format: some IngestFormat = NativeFormat(), context: IngestContext
  ) async throws -> Recording {
    try await store(pipeline.read(body, as: form, of: format, context: context), context: context, quarantines: true)
  }

  /// - Parameter quarantines: whether rejected events are kept; not where they come from quarantine.
  package func store(_ outcome: IngestOutcome, context: IngestContext, quarantines: Bool) async throws -> Recording {
    let kept = quarantines ? quarantined(outcome, context) : []
    let duplicates = try await writer.submit(Submission(block: outcome.block, keys: outcome.keys, quarantined: kept))
    history.record(outcome, duplicates: duplicates.count, isNew: quarantines, at: context.now)
    return Recording(outcome, duplicateRows: duplicates)
  }

  package func read(
    _ body: UnsafeRawBufferPointer, as form: BodyForm, of format: some IngestFormat = NativeFormat(), context: IngestContext
  ) throws(DocumentFailure) -> IngestOutcome {
    try pipeline.read(body, as: form, of: format, context: context)
  }

  private func quarantined(_ outcome: IngestOutcome, _ context: IngestContext) -> [QuarantinedEvent] {
    var project = QuarantinedEvent.anyProject
    if case .only(let own) = context.scope { project = own }
    return outcome.rejected.map { rejected in
      QuarantinedEvent(
        // Ids of rejected events are counted on from those of the accepted ones: no two are the same.
        id: context.ids.text(at: Pipeline.eventLimit + rejected.index), receivedAt: context.now, project: project,
        source: context.source, rejection: rejected.rejection, body: rejected.body)
    }
  }
}
