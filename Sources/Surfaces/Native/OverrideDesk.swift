import Accounts
import Foundation
import Usage
import Web

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

  /// - Throws: `StaleChange` if others are in force than were seen.
  package func replaceAll(document: [UInt8], seen: EntityTag?, by who: Principal) async throws -> [String] {
    try await desk.replaceOverrides(document: document, seen: seen, by: who.auditName)
  }

  /// Makes other overrides of those in force. What somebody else changes in the same moment stays changed: then it is made anew of that.
  /// - Parameter edit: nil: nothing is to change.
  /// - Returns: whether something was to change.
  package func change(by who: Principal, _ edit: ([OverrideRecord]) throws -> [OverrideRecord]?) async throws -> Bool {
    while true {
      try Task.checkCancellation()
      let documents = await desk.overrides()
      guard let next = try edit(documents.map(Self.record)) else { return false }
      do {
        _ = try await replaceAll(document: Self.document(next), seen: EntityTag(of: documents), by: who)
        return true
      } catch is StaleChange { continue }
    }
  }

  /// False if there is none.
  package func remove(_ id: String, by who: Principal) async throws -> Bool {
    try await change(by: who) { present in
      let others = present.filter { $0.id != id }
      return others.count < present.count ? others : nil
    }
  }

  private static func document(_ overrides: [OverrideRecord]) throws -> [UInt8] {
    Array(try JSONEncoder().encode(["overrides": overrides]))
  }
}

extension Principal {
  fileprivate func sees(_ override: OverrideRecord) -> Bool { override.project.map { projects.contains(ID($0)) } ?? true }
}
