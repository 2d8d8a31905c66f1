/// Keeps the tiers.
package protocol TierStore: Sendable {
  /// The standard ones until somebody gives others.
  func tiers() async throws -> TierBook
  func replaceTiers(_ table: TierBook, audit: AuditRecord) async throws
}
