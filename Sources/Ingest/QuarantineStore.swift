import Usage

/// Where rejected events wait. They get there as part of a `SinkBatch`.
package protocol QuarantineStore: Sendable {
  /// Newest first; `before` is the sequence at which the previous page ended.
  func quarantined(before: UInt64?, limit: Int) async throws -> [StoredQuarantine]

  func quarantined(ids: [String]) async throws -> [StoredQuarantine]

  func removeQuarantined(ids: [String]) async throws
}

package struct StoredQuarantine: Hashable, Sendable {
  package let sequence: UInt64
  package let event: QuarantinedEvent

  package init(sequence: UInt64, event: QuarantinedEvent) {
    self.sequence = sequence
    self.event = event
  }
}
