import Foundation
import Pricing
import Semantics
import Surfaces
import Web

/// Prices of one's own as somebody wrote them. What is misspelt would be passed over and something billed wrongly: it is refused.
struct OverrideDocument: Decodable {
  private let overrides: [Entry]

  private struct Entry: Decodable {
    let override: PriceOverride

    init(from decoder: any Decoder) throws {
      override = try PriceOverride(from: decoder)
      try decoder.refuseUnknownKeys(besides: PriceOverride.CodingKeys.allCases.map(\.rawValue))
      try decoder.container(keyedBy: PriceOverride.CodingKeys.self).superDecoder(forKey: .prices)
        .refuseUnknownKeys(besides: OverridePrices.CodingKeys.allCases.map(\.rawValue))
    }
  }

  /// - Throws: `PriceDeskProblems` with the place of what is wrong.
  static func read(_ data: Data) throws -> PriceOverrides {
    do {
      let overrides = try JSONDecoder().decode(Self.self, from: data).overrides.map(\.override)
      for (index, override) in overrides.enumerated() { try check(override, at: index) }
      return try PriceOverrides(overrides)
    } catch let failure as PriceOverrideFailure {
      throw PriceDeskProblems(["\(failure.field): \(failure.message)"])
    } catch let error as DecodingError {
      let (place, message) = error.placeAndMessage
      throw PriceDeskProblems([place.isEmpty ? message : "\(place): \(message)"])
    }
  }

  private static func check(_ override: PriceOverride, at index: Int) throws {
    do throws(PriceOverrideFailure) { try override.validate() } catch {
      throw PriceDeskProblems(["overrides[\(index)].\(error.field): \(error.message)"])
    }
  }
}
