import Usage

/// A model's prices through time.
struct CatalogModel: Sendable {
  let id: String
  /// Later ones win.
  let terms: [PriceTerm]
  /// Earlier ones win, class by class.
  let variants: [PriceTerm]
  let leastAudioMicroseconds: Int64

  func sheet(at instant: Timestamp, in context: PricingContext) -> (sheet: PriceSheet, isVaried: Bool) {
    var sheet = (terms.last { $0.isInForce(at: instant) } ?? terms.first)?.sheet ?? PriceSheet()
    sheet.leastAudioMicroseconds = leastAudioMicroseconds
    var varied: Set<PriceClass> = []
    for variant in variants where variant.isInForce(at: instant) && variant.applies(in: context) {
      for kind in PriceClass.allCases where variant.sheet[kind] != nil && varied.insert(kind).inserted {
        sheet[kind] = variant.sheet[kind]
      }
    }
    return (sheet, !varied.isEmpty)
  }
}

extension CatalogModel {
  init(_ model: CatalogFile.Model) throws(CatalogFailure) {
    id = model.id
    terms = try model.prices.map { text throws(CatalogFailure) in try PriceTerm(text) }
    variants = try (model.variants ?? []).map { text throws(CatalogFailure) in try PriceTerm(text) }
    leastAudioMicroseconds = (model.least_audio_seconds ?? 0) * 1_000_000
  }
}
