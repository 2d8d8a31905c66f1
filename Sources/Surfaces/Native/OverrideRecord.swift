import Foundation
import Web

/// A price of one's own, as it is on the wire.
package struct OverrideRecord: Hashable, Sendable, Codable {
  /// nil: it is made of the other fields.
  package var id: String?
  package var project: String?
  package var provider: String?
  package var model: String
  package var prices: [String: Decimal]
  package var validFrom: String?
  package var validTo: String?

  package init(model: String, prices: [String: Decimal]) {
    self.model = model
    self.prices = prices
  }

  /// Names what it says, so that whoever edits it can tell whether somebody else has in the meantime.
  package var tag: EntityTag {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return EntityTag(of: [(try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""])
  }

  private enum CodingKeys: String, CodingKey {
    case id, project, provider, model, prices
    case validFrom = "valid_from"
    case validTo = "valid_to"
  }
}
