import Usage

package struct RecordPage: Hashable, Sendable {
  package var events: [RecordedEvent]
  /// nil on the last page.
  package var next: RecordQuery.Cursor?

  /// - Parameter events: at most one more than the query's limit.
  package init(_ events: [RecordedEvent], limit: Int) {
    self.events = Array(events.prefix(limit))
    next = events.count > limit ? self.events.last.map { .init(timestamp: $0.event.timestamp, sequence: $0.sequence) } : nil
  }
}

/// A stored event and its number in the order of arrival.
package struct RecordedEvent: Hashable, Sendable {
  package let sequence: UInt64
  package let event: UsageEvent

  package init(sequence: UInt64, event: UsageEvent) {
    self.sequence = sequence
    self.event = event
  }
}
