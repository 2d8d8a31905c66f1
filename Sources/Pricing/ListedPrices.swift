import Usage

/// A model of the catalog with its prices at an instant, in the words and units of overrides.
package struct ListedPrices: Hashable, Sendable {
  package struct Price: Hashable, Sendable {
    package let name: String
    /// Exact, without exponent.
    package let dollars: String
    /// Of requests with more input than that; nil: of all others.
    package let above: Int64?
  }

  package let provider: String
  package let model: String
  package let prices: [Price]

  init(_ model: CatalogModel, of provider: String, at instant: Timestamp) {
    self.provider = provider
    self.model = model.id
    let sheet = model.sheet(at: instant, in: PricingContext(serviceTier: nil)).sheet
    prices = PriceClass.allCases.flatMap { kind -> [Price] in
      guard let rate = sheet[kind] else { return [] }
      let (name, units) = kind.inOverrides
      return [Price(name: name, dollars: Self.decimal(rate.base / units), above: nil)]
        + rate.tiers.map { Price(name: name, dollars: Self.decimal($0.amount / units), above: $0.above) }
    }
  }

  /// Units of 1e-18 dollars as dollars.
  private static func decimal(_ amount: Int128) -> String {
    var whole = amount, digits = 0
    for _ in 0..<Rate.fractionDigits { whole /= 10 }
    var fraction = String(amount)
    digits = fraction.count
    fraction = String(repeating: "0", count: max(0, Rate.fractionDigits - digits)) + fraction.suffix(Rate.fractionDigits)
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }
}

extension PriceClass {
  /// What an override calls it, and how many of its units a rate pays for.
  fileprivate var inOverrides: (name: String, units: Int128) {
    switch self {
    case .images: (OverridePrices.CodingKeys.perImage.rawValue, 1_000_000)
    case .characters: (OverridePrices.CodingKeys.perThousandCharacters.rawValue, 1000)
    case .audio: (OverridePrices.CodingKeys.perAudioMinute.rawValue, 60)
    case .webSearches: (OverridePrices.CodingKeys.perWebSearch.rawValue, 1_000_000)
    case .requests: (OverridePrices.CodingKeys.perRequest.rawValue, 1_000_000)
    default: (rawValue, 1)
    }
  }
}

extension PriceBook {
  /// Everything in the catalog, by provider and model.
  package func listing(at instant: Timestamp) -> [ListedPrices] {
    catalog.providers.flatMap { provider in provider.models.map { ListedPrices($0, of: provider.id, at: instant) } }
      .sorted { ($0.provider, $0.model) < ($1.provider, $1.model) }
  }
}
