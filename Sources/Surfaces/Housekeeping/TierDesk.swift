import Accounts
import Usage
import Web

/// The tiers as administrators change them: checked, and written down with who did it.
package struct TierDesk: Sendable {
  private let store: any TierStore

  package init(_ store: any TierStore) { self.store = store }

  package func tiers() async throws -> TierBook { try await store.tiers() }

  /// - Throws: 400 with everything that is wrong; then nothing has changed.
  package func replace(_ table: TierBook, by who: Principal) async throws {
    let problems = table.problems
    guard problems.isEmpty else {
      throw Problem(.badRequest, problems.first.map { "\($0.field): \($0.message)" }, errors: problems.map { .init($0.field, $0.message) })
    }
    let audit = AuditRecord(
      at: TimeSource.system.now(), who: who.auditName, what: "tiers.replace", before: try await store.tiers().document,
      after: try table.document)
    try await store.replaceTiers(table, audit: audit)
  }
}
