import Foundation
import Usage

/// The price of an event at its time. Immutable: a new catalog is a new book, and no past cost changes by itself.
package struct PriceBook: Sendable {
  private struct Names: Hashable, Sendable {
    let provider: String?
    let model: String
    let serviceTier: String?
  }

  let catalog: PriceCatalog
  private let changes: PriceChanges
  private let timelines = BoundedCache<Names, PriceTimeline?>(capacity: 4096)

  /// The catalog and its version: "genai-prices/0.2.3".
  package var version: String { catalog.version }

  package static func bundled() throws(CatalogFailure) -> PriceBook {
    let text = BundledPrices.json
    return try PriceBook(json: Data(bytes: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  init(json: Data) throws(CatalogFailure) {
    catalog = try PriceCatalog(json: json)
    changes = PriceChanges(catalog.providers.lazy.flatMap(\.models).flatMap { $0.terms + $0.variants })
  }

  /// A time around an instant in which the listing stays as it is.
  package func stretch(around instant: Timestamp) -> Range<Timestamp> { changes.stretch(around: instant) }

  /// What the event costs: as its sender says, else by the first override that fits, else by the catalog, else unknown. An override
  /// that has no price for what was reported leaves the event unpriced: the operator's word is not mixed with the catalog's.
  package func cost(of event: UsageEvent, overrides: PriceOverrides = .none) -> Cost {
    switch event.cost.source {
    case .provider, .client: return event.cost
    case .catalog, .override, .none: break
    }
    guard let model = event.model ?? event.requestModel else { return .unpriced }
    if let override = overrides.first(project: event.project, provider: event.provider, model: model, at: event.timestamp) {
      guard let amount = override.sheet.amount(of: event.tokens, event.units) else { return .unpriced }
      return Cost(amount: amount, source: .override, price: override.price)
    }
    guard let timeline = timeline(provider: event.provider, model: model, serviceTier: event.serviceTier) else { return .unpriced }
    let cell = timeline.cell(at: event.timestamp)
    guard let amount = cell.sheet.amount(of: event.tokens, event.units) else { return .unpriced }
    return Cost(amount: amount, source: .catalog, price: cell.id)
  }

  private func timeline(provider: String?, model: String, serviceTier: String?) -> PriceTimeline? {
    timelines.value(for: Names(provider: provider, model: model, serviceTier: serviceTier)) {
      guard let found = catalog.find(provider: provider, model: model) else { return nil }
      let context = PricingContext(serviceTier: found.isOwn ? serviceTier : nil)
      return PriceTimeline(of: found.model, named: "\(catalog.version)/\(found.provider)/\(found.model.id)", in: context)
    }
  }
}
