import Accounts
import Foundation
import Ingest
import Pricing
import StorageDuckDB
import Surfaces
import Synchronization
import Usage
import Web

/// Prices events as they are recorded: the bundled book, and before it this installation's own prices.
package final class PriceKeeper: EventPricing, PriceDesk {
  private let book: PriceBook
  private let store: DuckDBStore
  private let current: Mutex<PriceOverrides>
  /// The catalog as it was last asked for, and how long it stays so: listing it takes some milliseconds.
  private let listed = Mutex<(stretch: Range<Timestamp>, list: PriceList)?>(nil)

  package init(store: DuckDBStore) async throws {
    book = try PriceBook.bundled()
    self.store = store
    let kept = try await store.priceOverrides().map { try JSONDecoder().decode(PriceOverride.self, from: Data($0.utf8)) }
    current = Mutex(try PriceOverrides(kept))
  }

  package func price(_ event: inout UsageEvent) {
    event.cost = book.cost(of: event, overrides: current.withLock { $0 })
  }

  package func overrides() -> [String] {
    current.withLock { $0 }.elements.map { Self.document($0.override) }
  }

  package func replaceOverrides(document: [UInt8], seen: EntityTag?, by who: String) async throws -> [String] {
    try await replace(by: try OverrideDocument.read(Data(document)), seen: seen, who, "prices.replace")
  }

  package func catalog(at instant: Timestamp) -> PriceList {
    if let listed = listed.withLock({ $0 }), listed.stretch.contains(instant) { return listed.list }
    let list = listing(at: instant)
    listed.withLock { $0 = (book.stretch(around: instant), list) }
    return list
  }

  private func listing(at instant: Timestamp) -> PriceList {
    PriceList(
      version: book.version,
      models: book.listing(at: instant).map { listed in
        let prices = listed.prices.map { PriceList.Price(name: $0.name, dollars: $0.dollars, above: $0.above) }
        return PriceList.Model(provider: listed.provider, model: listed.model, prices: prices)
      })
  }

  /// At the start.
  func load(document: [UInt8]) async throws {
    _ = try await replace(by: try OverrideDocument.read(Data(document)), seen: nil, AuditRecord.program, "prices.load")
  }

  /// Nothing is done, and nothing told, where the same prices are there already. What is compared and what is in force only changes on the
  /// store's writing thread: of two changes in the same moment, the later one sees the earlier.
  private func replace(by overrides: PriceOverrides, seen: EntityTag?, _ who: String, _ what: String) async throws -> [String] {
    let documents = overrides.elements.map { Self.document($0.override) }
    try await store.changePriceOverrides {
      let present = self.overrides()
      if let seen, seen != EntityTag(of: present) { throw StaleChange() }
      guard documents != present else { return nil }
      let audit = AuditRecord(
        at: TimeSource.system.now(), who: who, what: what, before: Self.list(present), after: Self.list(documents))
      return (documents, audit)
    } committed: {
      self.current.withLock { $0 = overrides }
    }
    return documents
  }

  private static func list(_ documents: [String]) -> String { "[" + documents.joined(separator: ",") + "]" }

  private static func document(_ override: PriceOverride) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // An override that was decoded and checked always encodes.
    return (try? encoder.encode(override)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
