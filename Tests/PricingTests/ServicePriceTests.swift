import Testing
import Usage

@testable import Pricing

/// Services that have units of their own, under the names that nr_llm's calls have: its provider is the service.
struct ServicePriceTests {
  struct Call: Sendable, CustomTestStringConvertible {
    let provider: String
    let model: String?
    let dollars: String?
    let event: UsageEvent

    init(_ provider: String, _ model: String?, _ dollars: String?, _ change: (inout UsageEvent) -> Void = { _ in }) {
      (self.provider, self.model, self.dollars) = (provider, model, dollars)
      var event = UsageEvent(id: ID("s"), timestamp: Timestamp("2026-11-01T00:00:00Z")!, project: ID("p"), source: "nr_llm")
      (event.provider, event.model) = (provider, model)
      change(&event)
      self.event = event
    }

    var testDescription: String { "\(provider) \(model ?? "-") \(dollars ?? "-")" }
  }

  static let calls = [
    Call("tts", "tts-1", "0.000135") { $0.units.characters = 9 }, Call("tts", "tts-1", "0.0015") { $0.units.characters = 100 },
    Call("openai", "tts-1", "15") { $0.units.characters = 1_000_000 }, Call("tts", "tts-1-hd", "30") { $0.units.characters = 1_000_000 },
    Call("whisper", "whisper-1", "0.006") { $0.units.audioMicroseconds = 60_000_000 },
    Call("whisper", "whisper-1", "0.009") { $0.units.audioMicroseconds = 90_000_000 },
    // On what was heard, not on whole seconds.
    Call("whisper", "whisper-1", "0.001234") { $0.units.audioMicroseconds = 12_340_000 },
    Call("whisper", "whisper-1", "0") { $0.units.audioMicroseconds = 0 },
    Call("whisper", "whisper-1", nil),
    Call("dall-e", "gpt-image-2", "0.03028") { ($0.tokens.input, $0.tokens.imageInput, $0.tokens.output) = (50, 10, 1000) },
    Call("dall-e", "gpt-image-2", "0.03025") { ($0.tokens.input, $0.tokens.output) = (50, 1000) },
    Call("dall-e", "gpt-image-2-2026-04-21", "0.03025") { ($0.tokens.input, $0.tokens.output) = (50, 1000) },
    Call("dall-e", "gpt-image-1-mini", "8") { $0.tokens.output = 1_000_000 },
    // Depends on quality and size, which nobody tells; and services without a list of prices.
    Call("dall-e", "dall-e-3", nil) { $0.units.images = 2 }, Call("fal", "flux", nil) { $0.units.images = 3 },
    Call("deepl", nil, nil) { $0.units.characters = 1200 },
  ]

  @Test(arguments: calls) func `a service's units have their price, and no other`(_ call: Call) throws {
    #expect(try PriceBook.bundled().cost(of: call.event).amount?.description == call.dollars)
  }

  @Test func `a price of one's own is for each image`() throws {
    var prices = OverridePrices()
    prices.perImage = 0.08
    let overrides = try PriceOverrides([PriceOverride(id: "o", model: "dall-e-3", prices: prices)])
    let two = try #require(Self.calls.first { $0.model == "dall-e-3" })
    #expect(try PriceBook.bundled().cost(of: two.event, overrides: overrides).amount?.description == "0.16")
  }
}
