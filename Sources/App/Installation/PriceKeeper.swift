import Accounts
import Foundation
import Ingest
import Pricing
import StorageDuckDB
import Surfaces
import Synchronization
import Usage

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

  package func replaceOverrides(document: [UInt8], by who: String) async throws -> [String] {
    try await replace(by: try Self.read(Data(document)), who, "prices.replace")
    return overrides()
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
    try await replace(by: try Self.read(Data(document)), AuditRecord.program, "prices.load")
  }

  /// Nothing is done, and nothing told, where the same prices are there already.
  private func replace(by overrides: PriceOverrides, _ who: String, _ what: String) async throws {
    let documents = overrides.elements.map { Self.document($0.override) }
    guard documents != self.overrides() else { return }
    try await store.replacePriceOverrides(
      documents,
      audit: AuditRecord(
        at: TimeSource.system.now(), who: who, what: what, before: Self.list(self.overrides()), after: Self.list(documents)))
    current.withLock { $0 = overrides }
  }

  private static func list(_ documents: [String]) -> String { "[" + documents.joined(separator: ",") + "]" }

  private struct List: Decodable {
    let overrides: [PriceOverride]
  }

  private static func read(_ data: Data) throws -> PriceOverrides {
    do {
      return try PriceOverrides(JSONDecoder().decode(List.self, from: data).overrides)
    } catch let failure as PriceOverrideFailure {
      throw PriceDeskProblems(["\(failure.field): \(failure)"])
    } catch let error as DecodingError {
      throw PriceDeskProblems([error.whereAndWhat])
    }
  }

  private static func document(_ override: PriceOverride) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // An override that was decoded and checked always encodes.
    return (try? encoder.encode(override)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension DecodingError {
  fileprivate var whereAndWhat: String {
    switch self {
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
      let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }.joined()
      return path.drop { $0 == "." } + ": " + context.debugDescription
    @unknown default: return String(describing: self)
    }
  }
}
