import Accounts
import Foundation
import Usage

/// This installation's own prices as administrators change them: checked by the price desk, and written down with who did it.
package struct OverrideDesk: Sendable {
  private let desk: any PriceDesk
  private let log: any AuditLog

  package init(_ desk: any PriceDesk, log: any AuditLog) { (self.desk, self.log) = (desk, log) }

  package func catalog(at instant: Timestamp) -> PriceList { desk.catalog(at: instant) }

  /// Each a JSON object.
  package func documents() async -> [String] { await desk.overrides() }

  package func all() async throws -> [OverrideRecord] {
    try await desk.overrides().map { try JSONDecoder().decode(OverrideRecord.self, from: Data($0.utf8)) }
  }

  package func replaceAll(document: [UInt8], by who: Principal) async throws -> [String] {
    let before = await desk.overrides()
    let after = try await desk.replaceOverrides(document: document)
    let (gone, new) = (before.filter { !after.contains($0) }, after.filter { !before.contains($0) })
    if gone != new {
      try await log.append([
        AuditRecord(
          at: TimeSource.system.now(), who: who.auditName, what: "prices.replace", before: Self.array(gone), after: Self.array(new))
      ])
    }
    return after
  }

  /// Adds one, in the place of the one with that id if there is one.
  package func put(_ override: OverrideRecord, replacing id: String?, by who: Principal) async throws {
    let others = try await all().filter { $0.id != id }
    _ = try await replaceAll(document: Self.document(others + [override]), by: who)
  }

  /// False if there is none.
  package func remove(_ id: String, by who: Principal) async throws -> Bool {
    let present = try await all()
    let others = present.filter { $0.id != id }
    guard others.count < present.count else { return false }
    _ = try await replaceAll(document: Self.document(others), by: who)
    return true
  }

  private static func document(_ overrides: [OverrideRecord]) throws -> [UInt8] {
    Array(try JSONEncoder().encode(["overrides": overrides]))
  }

  private static func array(_ documents: [String]) -> String? {
    documents.isEmpty ? nil : "[" + documents.joined(separator: ",") + "]"
  }
}
