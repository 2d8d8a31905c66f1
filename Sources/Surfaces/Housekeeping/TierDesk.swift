import Accounts
import Usage
import Web

/// The tiers as administrators change them: checked, and written down with who did it.
package struct TierDesk: Sendable {
  private let store: any TierStore

  package init(_ store: any TierStore) { self.store = store }

  package func tiers() async throws -> TierBook { try await store.tiers() }

  /// - Parameter seen: the tag of the tiers to be replaced; nil: of whichever there are.
  /// - Throws: 400 with everything that is wrong, or `StaleChange`; then nothing has changed.
  package func replace(_ table: TierBook, seen: EntityTag? = nil, by who: Principal) async throws {
    let problems = table.problems
    guard problems.isEmpty else {
      throw Problem(.badRequest, problems.first.map { "\($0.field): \($0.message)" }, errors: problems.map { .init($0.field, $0.message) })
    }
    var isDone = false
    while !isDone {
      try Task.checkCancellation()
      let present = try await store.tiers()
      if let seen, try seen != present.tag { throw StaleChange() }
      let audit = AuditRecord(
        at: TimeSource.system.now(), who: who.auditName, what: "tiers.replace", before: try present.document, after: try table.document)
      isDone = try await store.replaceTiers(table, inPlaceOf: present, audit: audit)
    }
  }
}

extension TierBook {
  /// Names this state of the tiers.
  package var tag: EntityTag { get throws { EntityTag(of: [try document]) } }
}
