import Ingest
import Semantics
import Usage

/// Both ports over an array: slow and obvious, the reference that the tests trust. Nothing here is shared with the other engines but
/// the order of rows.
package actor MemoryEngine {
  private(set) var records: [MemoryRecord] = []
  private(set) package var quarantined: [QuarantinedEvent] = []
  /// Records beside requests, by the name of their kind.
  var activities: [String: [any ActivityRecord]] = [:]
  private var sequence: UInt64 = 0

  package init() {}

  package init(_ events: [UsageEvent]) {
    records = events.enumerated().map { MemoryRecord(sequence: UInt64($0 + 1), event: $1) }
    sequence = UInt64(events.count)
  }

  /// Sums up what a condition picks: here nothing is summed, the records are just no longer shown.
  package func rollUp(where isOver: @Sendable (UsageEvent) -> Bool) {
    records = records.map { isOver($0.event) ? $0.rolledUp() : $0 }
  }

  package var rolledUpTime: ClosedRange<Timestamp>? {
    let times = records.filter(\.isRolledUp).map(\.event.timestamp)
    guard let first = times.min(), let last = times.max() else { return nil }
    return first...last
  }

  func matching(_ scope: Usage.ProjectScope, _ interval: Interval, _ filter: Filter) -> [MemoryRecord] {
    records.filter { record in
      if case .only(let project) = scope, record.event.project != project { return false }
      return interval.contains(record.event.timestamp) && filter.matches(record)
    }
  }
}

extension MemoryEngine: EventSink {
  package func storedSequence() -> UInt64 { sequence }

  package func store(_ batch: SinkBatch) {
    for slice in batch.slices {
      for (index, row) in slice.rows.enumerated() {
        records.append(MemoryRecord(sequence: slice.firstSequence + UInt64(index), event: slice.block[row].decoded()))
      }
    }
    quarantined += batch.quarantined
    sequence = batch.lastSequence
  }

  package func identities(after sequence: UInt64, _ body: @Sendable ([EventIdentity]) -> Void) {
    body(records.filter { $0.sequence > sequence }.map { EventIdentity(project: $0.event.project.text, id: $0.event.id.text) })
  }
}

extension MemoryEngine: RecordSource {
  package func records(_ query: RecordQuery, budget: QueryBudget) -> RecordPage {
    let found = matching(query.scope, query.interval, query.filter).filter { !$0.isRolledUp }.map {
      RecordedEvent(sequence: $0.sequence, event: $0.event)
    }
    let rest =
      switch query.arrangement {
      case .newestFirst:
        found.sorted { $0.place > $1.place }
          .filter { event in query.after.map { event.place < ($0.timestamp.microseconds, $0.sequence) } ?? true }
      case .arrival:
        found.sorted { $0.sequence < $1.sequence }.filter { event in query.after.map { event.sequence > $0.sequence } ?? true }
      }
    return RecordPage(Array(rest.dropFirst(query.offset).prefix(query.limit + 1)), limit: query.limit)
  }
}

extension RecordedEvent {
  fileprivate var place: (Int64, UInt64) { (event.timestamp.microseconds, sequence) }
}
