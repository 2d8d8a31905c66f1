import Usage

/// Where rejected events wait. They get there as part of a `SinkBatch`.
package protocol QuarantineStore: Sendable {
  /// Newest first; `before` is the sequence at which the previous page ended.
  /// - Parameter projects: whoever may see one project sees what came with a key of that project.
  func quarantined(in projects: ProjectScope, before: UInt64?, limit: Int) async throws -> [StoredQuarantine]

  func quarantined(in projects: ProjectScope, ids: [String]) async throws -> [StoredQuarantine]

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
