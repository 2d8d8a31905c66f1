import Usage

/// What the events of one request have in common.
package struct IngestContext: Sendable {
  package let now: Timestamp
  /// When they came, which is when an event without a time happened. Before `now` only where they are read again.
  package let arrival: Timestamp
  package let scope: ProjectScope
  /// Which wire brought them, unless an event says so itself.
  package let source: String
  package let ids: UUIDv7Sequence

  package init(now: Timestamp, arrival: Timestamp? = nil, scope: ProjectScope, source: String = "api", ids: UUIDv7Sequence) {
    self.now = now
    self.arrival = arrival ?? now
    self.scope = scope
    self.source = source
    self.ids = ids
  }
}
