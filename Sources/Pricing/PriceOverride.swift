import Foundation
import Usage

/// A price that the operator sets: a negotiated rate, a self-hosted model, a correction of the catalog.
package struct PriceOverride: Hashable, Sendable {
  package var id: String
  /// nil: in every project.
  package var project: ID<Project>?
  /// nil: of every provider. Any name of the provider will do.
  package var provider: String?
  /// A model's name, or the beginning of names followed by `*`; case does not matter.
  package var model: String
  package var prices: OverridePrices
  package var validFrom: Timestamp?
  /// Not included.
  package var validTo: Timestamp?

  package init(id: String, model: String, prices: OverridePrices) {
    self.id = id
    self.model = model
    self.prices = prices
  }

  package func validate() throws(PriceOverrideFailure) {
    guard !CatalogName.plain(id).isEmpty else { throw .empty(field: "id") }
    guard !CatalogName.plain(model).isEmpty else { throw .empty(field: "model") }
    guard !model.dropLast().contains("*") else { throw .misplacedWildcard(field: "model") }
    if let project, project.text.isEmpty { throw .empty(field: "project") }
    if let provider, CatalogName.plain(provider).isEmpty { throw .empty(field: "provider") }
    if let validFrom, let validTo, validFrom >= validTo { throw .endsBeforeItBegins(field: "valid_to") }
    _ = try prices.sheet()
  }
}

extension PriceOverride: Codable {
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case id, project, provider, model, prices
    case validFrom = "valid_from"
    case validTo = "valid_to"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    project = try values.decodeIfPresent(String.self, forKey: .project).map(ID.init)
    provider = try values.decodeIfPresent(String.self, forKey: .provider)
    model = try values.decode(String.self, forKey: .model)
    prices = try values.decode(OverridePrices.self, forKey: .prices)
    validFrom = try Self.instant(.validFrom, of: values)
    validTo = try Self.instant(.validTo, of: values)
    id = try values.decodeIfPresent(String.self, forKey: .id) ?? Self.id(project, provider, model, validFrom)
  }

  /// What an override without a name of its own is called: by what it fits, and from when.
  private static func id(_ project: ID<Project>?, _ provider: String?, _ model: String, _ from: Timestamp?) -> String {
    ([project?.text, provider, model].compactMap(\.self)).joined(separator: "/") + (from.map { "@\($0)" } ?? "")
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encodeIfPresent(project?.text, forKey: .project)
    try values.encodeIfPresent(provider, forKey: .provider)
    try values.encode(model, forKey: .model)
    try values.encode(prices, forKey: .prices)
    try values.encodeIfPresent(validFrom?.description, forKey: .validFrom)
    try values.encodeIfPresent(validTo?.description, forKey: .validTo)
  }

  private static func instant(_ key: CodingKeys, of values: KeyedDecodingContainer<CodingKeys>) throws -> Timestamp? {
    guard let text = try values.decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let instant = Timestamp(text) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: "not an RFC 3339 time")
    }
    return instant
  }
}
