import Usage

/// Where acknowledged events end up: a storage engine. The journal stands before it, so a sink is fed in large blocks and by one
/// caller at a time, and may be slow or away for a while without anything being lost.
package protocol EventSink: Sendable {
  /// The sequence up to which (inclusive) everything is stored; 0 for an empty store.
  func storedSequence() async throws -> UInt64

  /// Stores all of the batch and its last sequence, or nothing, in one transaction that is durable when this returns.
  func store(_ batch: SinkBatch) async throws

  /// Calls back with the identities of stored events whose sequence is greater than `sequence`, in any order, in chunks.
  func identities(after sequence: UInt64, _ body: @Sendable ([EventIdentity]) -> Void) async throws
}

/// What makes an event the same event.
package struct EventIdentity: Hashable, Sendable {
  package let project: String
  package let id: String

  package init(project: String, id: String) {
    self.project = project
    self.id = id
  }
}

package struct SinkBatch: Sendable {
  /// Rows of one block that follow each other; the first has `firstSequence`, each further one the next number.
  package struct Slice: Sendable {
    package let block: EventBlock
    package let rows: Range<Int>
    package let firstSequence: UInt64

    package init(block: EventBlock, rows: Range<Int>, firstSequence: UInt64) {
      self.block = block
      self.rows = rows
      self.firstSequence = firstSequence
    }
  }

  package var slices: [Slice]
  package var quarantined: [QuarantinedEvent]
  /// The greatest sequence in the batch (quarantined events have sequences too).
  package var lastSequence: UInt64

  package init(slices: [Slice] = [], quarantined: [QuarantinedEvent] = [], lastSequence: UInt64) {
    self.slices = slices
    self.quarantined = quarantined
    self.lastSequence = lastSequence
  }

  package var eventCount: Int { slices.reduce(0) { $0 + $1.rows.count } }
}
