import Usage

/// What the events of one request have in common.
package struct IngestContext: Sendable {
  package let now: Timestamp
  package let scope: ProjectScope
  /// Which wire brought them, unless an event says so itself.
  package let source: String
  package let ids: UUIDv7Sequence

  package init(now: Timestamp, scope: ProjectScope, source: String = "api", ids: UUIDv7Sequence) {
    self.now = now
    self.scope = scope
    self.source = source
    self.ids = ids
  }
}
