import Foundation
import Testing
import Usage

@testable import Pricing

struct PriceOverrideTests {
  private func override(_ id: String, _ model: String, input: Decimal, _ change: (inout PriceOverride) -> Void = { _ in }) -> PriceOverride
  {
    var prices = OverridePrices()
    prices.input = input
    var override = PriceOverride(id: id, model: model, prices: prices)
    change(&override)
    return override
  }

  private func winner(_ overrides: [PriceOverride], project: String = "p", provider: String? = "openai", model: String = "gpt-4o") throws
    -> String?
  {
    let event = try event(provider, model, input: 1, project: project)
    return try SmallCatalog.book().cost(of: event, overrides: PriceOverrides(overrides.shuffled())).price?.text
  }

  @Test func `the most specific wins: project, provider, exact model, longest beginning, later start, id`() throws {
    var all = [
      override("z", "*", input: 1), override("b", "gpt*", input: 1), override("a", "gpt*", input: 1),
      override("later", "gpt*", input: 1) { $0.validFrom = Timestamp(seconds: 0) },
      override("longer", "gpt-4*", input: 1), override("exact", "GPT-4o", input: 1),
      override("provider", "*", input: 1) { $0.provider = "OpenAI" },
      override("project", "*", input: 1) { $0.project = ID("p") },
      override("elsewhere", "gpt-4o", input: 1) { $0.project = ID("q") },
    ]
    for expected in ["project", "provider", "exact", "longer", "later", "a", "b", "z"] {
      #expect(try winner(all) == "override/" + expected)
      all.removeAll { $0.id == expected }
    }
    #expect(try winner(all) == nil)
    #expect(try winner(all, project: "q") == "override/elsewhere")
  }

  @Test func `beats the catalog between its two instants only`() throws {
    let overrides = try PriceOverrides([
      override("o", "plain", input: 5) {
        $0.validFrom = Timestamp("2026-01-01T00:00:00Z")
        $0.validTo = Timestamp("2026-02-01T00:00:00Z")
      }
    ])
    let book = try SmallCatalog.book()
    let expected: [(String, Int64, Cost.Source)] = [
      ("2025-12-31T23:59:59.999999Z", 2000, .catalog), ("2026-01-01T00:00:00Z", 5000, .override),
      ("2026-01-31T23:59:59.999999Z", 5000, .override), ("2026-02-01T00:00:00Z", 2000, .catalog),
    ]
    for (instant, nanos, source) in expected {
      let cost = try book.cost(of: event("openai", "plain", at: instant, input: 1), overrides: overrides)
      #expect(cost.amount?.nanos == nanos)
      #expect(cost.source == source)
    }
  }

  @Test func `knows a provider by any of its names`() throws {
    let bedrock = override("o", "m", input: 1) { $0.provider = "bedrock" }
    #expect(try winner([bedrock], provider: "aws.bedrock", model: "m") == "override/o")
    #expect(try winner([bedrock], provider: nil, model: "m") == nil)
  }

  @Test func `prices images, characters, audio, searches and requests exactly`() throws {
    var prices = OverridePrices()
    prices.perImage = 0.04
    prices.perThousandCharacters = 0.015
    prices.perAudioMinute = 0.006
    prices.perWebSearch = 0.01
    prices.perRequest = 0.001
    var event = try event(nil, "own-model")
    event.units.images = 3
    event.units.characters = 10
    event.units.audioMicroseconds = 30_000_000
    event.units.webSearches = 2
    let overrides = try PriceOverrides([PriceOverride(id: "o", model: "own-model", prices: prices)])
    let cost = try SmallCatalog.book().cost(of: event, overrides: overrides)
    #expect(
      cost
        == Cost(
          amount: NanoUSD(nanos: 120_000_000 + 150_000 + 3_000_000 + 20_000_000 + 1_000_000), source: .override, price: ID("override/o")))
  }

  @Test func `a price for requests alone prices an event without usage`() throws {
    var prices = OverridePrices()
    prices.perRequest = 0.5
    let overrides = try PriceOverrides([PriceOverride(id: "o", model: "*", prices: prices)])
    #expect(try SmallCatalog.book().cost(of: event(nil, "m"), overrides: overrides).amount?.nanos == 500_000_000)
  }

  @Test func `an override that does not price what was used leaves it unpriced`() throws {
    let overrides = try PriceOverrides([override("o", "plain", input: 5)])
    #expect(try SmallCatalog.book().cost(of: event("openai", "plain", output: 5), overrides: overrides) == .unpriced)
  }

  @Test func `keeps its decimals through JSON`() throws {
    let json = """
      {"id":"o","model":"gpt*","prices":{"cache_write_1h":0.123456789012345678,"input":2.7,"per_1k_characters":0.015},\
      "project":"p","provider":"azure","valid_from":"2026-01-01T00:00:00Z"}
      """
    let override = try JSONDecoder().decode(PriceOverride.self, from: Data(json.utf8))
    #expect(override.prices.cacheWrite1h == Decimal(string: "0.123456789012345678"))
    #expect(override.validFrom == Timestamp("2026-01-01T00:00:00Z"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(override), as: UTF8.self) == json)
  }

  private typealias Fault = (change: @Sendable (inout PriceOverride) -> Void, failure: PriceOverrideFailure)

  private static let faults: [Fault] = [
    ({ $0.id = " " }, .empty(field: "id")),
    ({ $0.model = "" }, .empty(field: "model")),
    ({ $0.model = "gpt*4" }, .misplacedWildcard(field: "model")),
    ({ $0.provider = "" }, .empty(field: "provider")),
    ({ $0.project = ID("") }, .empty(field: "project")),
    ({ $0.prices = OverridePrices() }, .noPrice(field: "prices")),
    ({ $0.prices.cacheRead = -1 }, .negativePrice(field: "prices.cache_read")),
    ({ $0.prices.perImage = .nan }, .negativePrice(field: "prices.per_image")),
    ({ $0.prices.output = 1_000_001 }, .absurdPrice(field: "prices.output")),
    ({ $0.prices.output = Decimal(sign: .plus, exponent: -19, significand: 1) }, .tooPrecise(field: "prices.output")),
    (
      {
        $0.validFrom = Timestamp(seconds: 5)
        $0.validTo = Timestamp(seconds: 5)
      }, .endsBeforeItBegins(field: "valid_to")
    ),
  ]

  @Test(arguments: faults.indices) func `names the field that is wrong`(_ index: Int) {
    let faulty = override("o", "m", input: 1, Self.faults[index].change)
    #expect(throws: Self.faults[index].failure) { try PriceOverrides([faulty]) }
  }

  @Test func `refuses two overrides of one id`() {
    #expect(throws: PriceOverrideFailure.duplicateID(field: "id")) {
      try PriceOverrides([override("o", "a", input: 1), override("o", "b", input: 1)])
    }
  }
}
