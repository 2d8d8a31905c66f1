import Foundation
import Testing
import Usage

/// One usage and what the genai-prices package says it costs; record_prices.py writes them.
struct PriceVector: Decodable, Sendable, CustomTestStringConvertible {
  let provider: String?
  let model: String
  let tier: String?
  let timestamp: String
  let usage: [String: Int64]
  let dollars: String?
  /// "provider/model" of the catalog.
  let price: String?

  var testDescription: String { "\(provider ?? "-") \(model) \(tier ?? "") \(timestamp) \(usage)" }

  static func recorded() throws -> [PriceVector] {
    guard let url = Bundle.module.url(forResource: "genai-prices", withExtension: "json") else { return [] }
    return try JSONDecoder().decode([PriceVector].self, from: Data(contentsOf: url))
  }

  func event() throws -> UsageEvent {
    let instant = try #require(Timestamp(timestamp))
    var event = UsageEvent(id: ID("1"), timestamp: instant, project: ID("p"), source: "test")
    event.provider = provider
    event.model = model
    event.serviceTier = tier
    event.tokens = TokenUsage(input: usage["input_tokens"], output: usage["output_tokens"])
    event.tokens.cacheRead = usage["cache_read_tokens"]
    event.tokens.cacheWrite = usage["cache_write_tokens"]
    event.tokens.cacheWrite1h = usage["cache_write_1h_tokens"]
    event.tokens.audioInput = usage["input_audio_tokens"]
    event.tokens.imageInput = usage["input_image_tokens"]
    event.tokens.reasoning = usage["output_reasoning_tokens"]
    event.tokens.audioOutput = usage["output_audio_tokens"]
    event.tokens.imageOutput = usage["output_image_tokens"]
    event.units.webSearches = usage["web_searches"]
    event.units.characters = usage["input_characters"]
    event.units.audioMicroseconds = usage["audio_seconds"].map { $0 * 1_000_000 }
    return event
  }
}
