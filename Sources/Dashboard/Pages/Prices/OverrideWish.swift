import Foundation
import Semantics
import Surfaces
import Usage
import Web

/// A price as the form was filled in.
struct OverrideWish: Sendable {
  /// Of the price that it takes the place of.
  let id: String?
  /// The state of that price that the form was made of.
  private let seen: String?
  private let model: String
  private let provider: String?
  private let project: String?
  private let prices: [String: Decimal]
  private let emptied: [String]
  private let from: String?
  private let to: String?
  private let own: [String: String]

  init(_ fields: QueryParameters, zone: Zone) {
    func text(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }
    var prices: [String: Decimal] = [:], errors: [String: String] = [:], emptied: [String] = []
    for (name, _, _) in PricesTexts.fields {
      guard let written = text(name) else {
        emptied.append(name)
        continue
      }
      prices[name] = Self.decimal(written)
      if prices[name] == nil { errors[name] = PricesTexts.badNumber }
    }
    from = text("valid_from").flatMap { zone.start(of: $0) }?.description
    to = text("valid_to").flatMap { zone.end(of: $0) }?.description
    if text("valid_from") != nil, from == nil { errors["valid_from"] = PricesTexts.badDay }
    if text("valid_to") != nil, to == nil { errors["valid_to"] = PricesTexts.badDay }
    (id, model, provider, project) = (text("id"), text("price_model") ?? "", text("price_provider"), text("price_project"))
    (self.prices, self.emptied, own, seen) = (prices, emptied, errors, text("seen"))
  }

  /// Only digits and a point: what else a decimal could be is refused, not guessed.
  private static func decimal(_ text: String) -> Decimal? {
    guard text.utf8.count <= 30, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2e }) else { return nil }
    return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
  }

  /// nil if something is wrong: `errors` says what.
  func override(_ present: [OverrideRecord]) -> OverrideRecord? { errors(present).isEmpty ? merged(present) : nil }

  /// The error that is about no field: somebody else was faster.
  static let stale = "seen"

  /// By the form's fields.
  func errors(_ present: [OverrideRecord]) -> [String: String] {
    var errors = own
    let wish = merged(present)
    if let seen, present.first(where: { $0.id == id })?.tag.text != seen { errors[Self.stale] = PricesTexts.changed }
    if wish.prices.isEmpty { errors["input"] = errors["input"] ?? PricesTexts.noPrice }
    if present.contains(where: { $0.id != id && $0.fitsTheSame(as: wish) }) { errors["price_model"] = PricesTexts.exists }
    return errors
  }

  /// Prices that the form does not offer stay as they are. The id is made anew of what it fits.
  private func merged(_ present: [OverrideRecord]) -> OverrideRecord {
    var all = present.first { $0.id == id && id != nil }?.prices ?? [:]
    for name in emptied { all[name] = nil }
    var override = OverrideRecord(model: model, prices: all.merging(prices) { _, new in new })
    (override.provider, override.project, override.validFrom, override.validTo) = (provider, project, from, to)
    return override
  }
}

extension OverrideRecord {
  fileprivate func fitsTheSame(as other: OverrideRecord) -> Bool {
    (model, provider, project, validFrom) == (other.model, other.provider, other.project, other.validFrom)
  }
}
