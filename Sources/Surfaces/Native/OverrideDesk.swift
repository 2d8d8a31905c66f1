import Accounts
import Foundation
import Usage

/// This installation's own prices as administrators change them: checked, and written down with who did it.
package struct OverrideDesk: Sendable {
  private let desk: any PriceDesk

  package init(_ desk: any PriceDesk) { self.desk = desk }

  package func catalog(at instant: Timestamp) -> PriceList { desk.catalog(at: instant) }

  /// Each a JSON object. Those of other projects than the reader's are not among them.
  package func documents(for who: Principal) async throws -> [String] {
    try await desk.overrides().filter { try who.sees(Self.record($0)) }
  }

  package func all() async throws -> [OverrideRecord] { try await desk.overrides().map(Self.record) }

  /// Those of other projects than the reader's are not among them.
  package func all(for who: Principal) async throws -> [OverrideRecord] { try await all().filter(who.sees) }

  private static func record(_ document: String) throws -> OverrideRecord {
    try JSONDecoder().decode(OverrideRecord.self, from: Data(document.utf8))
  }

  package func replaceAll(document: [UInt8], by who: Principal) async throws -> [String] {
    try await desk.replaceOverrides(document: document, by: who.auditName)
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
}

extension Principal {
  fileprivate func sees(_ override: OverrideRecord) -> Bool { override.project.map { projects.contains(ID($0)) } ?? true }
}
