/// What a price is for. The raw value is the name in the catalog, in overrides and in explanations.
package enum PriceClass: String, CaseIterable, Sendable {
  case input
  case cacheRead = "cache_read"
  case cacheWrite = "cache_write"
  case cacheWrite1h = "cache_write_1h"
  case audioInput = "audio_input"
  case imageInput = "image_input"
  case output
  case reasoning
  case audioOutput = "audio_output"
  case imageOutput = "image_output"
  case images
  case characters
  case audio
  case webSearches = "web_searches"
  case requests

  /// Millions of units that one catalog price pays for. Rates are kept per million units, those of audio per hour.
  var catalogFactor: Int128 {
    switch self {
    case .webSearches, .requests: 1000
    default: 1
    }
  }

  var index: Int {
    switch self {
    case .input: 0
    case .cacheRead: 1
    case .cacheWrite: 2
    case .cacheWrite1h: 3
    case .audioInput: 4
    case .imageInput: 5
    case .output: 6
    case .reasoning: 7
    case .audioOutput: 8
    case .imageOutput: 9
    case .images: 10
    case .characters: 11
    case .audio: 12
    case .webSearches: 13
    case .requests: 14
    }
  }
}
