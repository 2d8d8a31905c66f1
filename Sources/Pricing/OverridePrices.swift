import Foundation

/// An operator's prices. Tokens in US dollars per million; the rest per unit as named. A class left out is billed as a part of the
/// class that contains it (cached and audio input as input, reasoning as output), and not at all where that is left out too.
package struct OverridePrices: Hashable, Sendable, Codable {
  package var input: Decimal?
  package var cacheRead: Decimal?
  package var cacheWrite: Decimal?
  package var cacheWrite1h: Decimal?
  package var audioInput: Decimal?
  package var imageInput: Decimal?
  package var output: Decimal?
  package var reasoning: Decimal?
  package var audioOutput: Decimal?
  package var imageOutput: Decimal?
  package var perImage: Decimal?
  package var perThousandCharacters: Decimal?
  package var perAudioMinute: Decimal?
  package var perWebSearch: Decimal?
  package var perRequest: Decimal?

  package init() {}

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case input, output, reasoning
    case cacheRead = "cache_read"
    case cacheWrite = "cache_write"
    case cacheWrite1h = "cache_write_1h"
    case audioInput = "audio_input"
    case imageInput = "image_input"
    case audioOutput = "audio_output"
    case imageOutput = "image_output"
    case perImage = "per_image"
    case perThousandCharacters = "per_1k_characters"
    case perAudioMinute = "per_audio_minute"
    case perWebSearch = "per_web_search"
    case perRequest = "per_request"
  }
}

extension OverridePrices {
  /// Each price with its key, the class it is for and how many of its units a rate pays for (an hour of audio, else a million).
  private var entries: [(key: CodingKeys, price: Decimal?, kind: PriceClass, units: Int128)] {
    [
      (.input, input, .input, 1), (.cacheRead, cacheRead, .cacheRead, 1), (.cacheWrite, cacheWrite, .cacheWrite, 1),
      (.cacheWrite1h, cacheWrite1h, .cacheWrite1h, 1), (.audioInput, audioInput, .audioInput, 1),
      (.imageInput, imageInput, .imageInput, 1), (.output, output, .output, 1), (.reasoning, reasoning, .reasoning, 1),
      (.audioOutput, audioOutput, .audioOutput, 1), (.imageOutput, imageOutput, .imageOutput, 1),
      (.perImage, perImage, .images, 1_000_000), (.perThousandCharacters, perThousandCharacters, .characters, 1000),
      (.perAudioMinute, perAudioMinute, .audio, 60), (.perWebSearch, perWebSearch, .webSearches, 1_000_000),
      (.perRequest, perRequest, .requests, 1_000_000),
    ]
  }

  func sheet() throws(PriceOverrideFailure) -> PriceSheet {
    var sheet = PriceSheet()
    for (key, price, kind, units) in entries {
      guard let price else { continue }
      let field = "prices." + key.rawValue
      guard price.isFinite, price >= 0 else { throw .negativePrice(field: field) }
      guard price <= 1_000_000 else { throw .absurdPrice(field: field) }
      guard let scaled = Rate.scaled(price.description) else { throw .tooPrecise(field: field) }
      sheet[kind] = Rate(base: scaled * units)
    }
    guard !sheet.isEmpty else { throw .noPrice(field: "prices") }
    return sheet
  }
}
