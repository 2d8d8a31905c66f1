/// Keeps the tiers.
package protocol TierStore: Sendable {
  /// The standard ones until somebody gives others.
  func tiers() async throws -> TierBook
  /// False, and nothing done, where other tiers are there than those.
  func replaceTiers(_ table: TierBook, inPlaceOf present: TierBook, audit: AuditRecord) async throws -> Bool
}
