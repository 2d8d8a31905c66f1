/// What besides the model selects a price, derived from the service tier that the response names.
struct PricingContext: Hashable, Sendable {
  /// Lower case; nil for the provider's standard service.
  let tier: String?

  init(serviceTier: String?) {
    let tier = serviceTier.map(CatalogName.plain) ?? ""
    self.tier = tier.isEmpty ? nil : tier
  }

  /// Batches and fast answers are a tier to their users but have keys of their own in the catalog.
  func value(of key: Substring) -> String? {
    switch key {
    case "service_tier": tier
    case "processing": tier == "batch" ? "batch" : nil
    case "speed": tier == "fast" ? "fast" : nil
    default: nil
    }
  }
}
