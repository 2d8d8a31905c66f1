import Usage

/// An event on its way through the pipeline: what the wire said, and what is still open.
package struct EventDraft {
  /// Its id, project and source are empty, and its timestamp means nothing, until the steps have set them.
  package var event: UsageEvent
  package var timestamp: Timestamp?
  /// The provider's own usage object, where the wire brought one. Tokens that `event` has already win over it.
  package var usage: RawUsage?
  /// Its place in the body.
  package var index: Int
  /// The first thing that was wrong with it.
  package var rejection: Rejection?

  package init(index: Int = 0) {
    event = Self.blank
    self.index = index
  }

  /// The first rejection stays.
  package mutating func reject(_ rejection: Rejection) { self.rejection = self.rejection ?? rejection }

  /// Ready for the next event of the body.
  mutating func reset() {
    event = Self.blank
    timestamp = nil
    usage = nil
    rejection = nil
    index += 1
  }

  private static var blank: UsageEvent { UsageEvent(id: ID(""), timestamp: Timestamp(microseconds: 0), project: ID(""), source: "") }
}
