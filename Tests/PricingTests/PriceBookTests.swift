import Foundation
import Testing
import Usage

@testable import Pricing

struct PriceBookTests {
  private let book: PriceBook

  init() throws { book = try SmallCatalog.book() }

  private func nanos(_ event: UsageEvent) -> Int64? { book.cost(of: event).amount?.nanos }

  @Test func `bills every part of inclusive counts once`() throws {
    var event = try event("openai", "classes", input: 1000, output: 500)
    event.tokens.cacheRead = 300
    event.tokens.cacheWrite = 200
    event.tokens.cacheWrite1h = 50
    event.tokens.audioInput = 100
    event.tokens.imageInput = 40
    event.tokens.reasoning = 120
    event.tokens.audioOutput = 80
    event.tokens.imageOutput = 30
    let input = 360 * 10 + 300 * 1 + 150 * 12 + 50 * 20 + 100 * 40 + 40 * 5
    let output = 270 * 30 + 120 * 50 + 80 * 80 + 30 * 60
    #expect(nanos(event) == Int64(input + output) * 1000)
  }

  @Test func `bills a class without its own price as a part of its whole`() throws {
    var event = try event("openai", "plain", input: 1000, output: 500)
    event.tokens.cacheRead = 900
    event.tokens.cacheWrite = 50
    event.tokens.audioInput = 20
    event.tokens.reasoning = 400
    #expect(nanos(event) == Int64(1000 * 2000 + 500 * 8000))
  }

  @Test func `never bills less than nothing where the parts exceed the whole`() throws {
    var event = try event("openai", "classes", input: 100, output: 10)
    event.tokens.cacheRead = 300
    event.tokens.audioInput = 50
    event.tokens.reasoning = 40
    #expect(nanos(event) == Int64(300 * 1000 + 40 * 50_000))
  }

  @Test func `does not bill cached audio twice`() throws {
    var event = try event("openai", "classes", input: 100)
    event.tokens.cacheRead = 90
    event.tokens.audioInput = 80
    #expect(nanos(event) == Int64(90 * 1000 + 10 * 40_000))
  }

  @Test func `takes the parts for the whole where only they are reported`() throws {
    var event = try event("openai", "plain")
    event.tokens.cacheRead = 100
    event.tokens.cacheWrite1h = 10
    #expect(nanos(event) == Int64(110 * 2000))
  }

  @Test func `counts an hour's cache writes among all cache writes when only they are reported`() throws {
    var event = try event("openai", "classes", input: 100)
    event.tokens.cacheWrite1h = 60
    #expect(nanos(event) == Int64(40 * 10_000 + 60 * 20_000))
  }

  @Test(arguments: [(1000, 1, 10), (1001, 2, 20), (2000, 2, 20), (2001, 4, 20)] as [(Int64, Int64, Int64)])
  func `reprices the whole request above a tier's threshold`(_ input: Int64, _ inputPrice: Int64, _ outputPrice: Int64) throws {
    #expect(try nanos(event("openai", "tiered", input: input, output: 7)) == (input * inputPrice + 7 * outputPrice) * 1000)
  }

  @Test func `changes prices at midnight UTC of the day they start`() throws {
    let before = try book.cost(of: event("openai", "dated", at: "2026-01-31T23:59:59.999999Z", input: 1))
    #expect(before == Cost(amount: NanoUSD(nanos: 1000), source: .catalog, price: ID("test/1/openai/dated")))
    let after = try book.cost(of: event("openai", "dated", at: "2026-02-01T00:00:00Z", input: 1))
    #expect(after == Cost(amount: NanoUSD(nanos: 3000), source: .catalog, price: ID("test/1/openai/dated@2026-02-01")))
  }

  @Test(arguments: [("22:29:59.999999", 1000), ("22:30:00", 2000), ("00:00:00", 2000), ("05:59:59.999999", 2000), ("06:00:00", 1000)])
  func `follows prices that depend on the time of day`(_ time: String, _ expected: Int64) throws {
    #expect(try nanos(event("openai", "nightly", at: "2026-05-05T\(time)Z", input: 1)) == expected)
  }

  @Test(arguments: [
    ("batch", "2026-02-28T23:00:00Z", 3000), ("batch", "2026-03-01T00:00:00Z", 2000), (" Priority ", "2026-01-01T00:00:00Z", 9000),
    ("default", "2026-03-01T00:00:00Z", 3000),
  ])
  func `takes the service tier's price once it is in force`(_ tier: String, _ instant: String, _ expected: Int64) throws {
    #expect(try nanos(event("openai", "dated", at: instant, input: 1, tier: tier)) == expected)
  }

  @Test func `names the tier in the price and gives resellers no tiers of others`() throws {
    let own = try book.cost(of: event("openai", "dated", at: "2026-03-02T00:00:00Z", input: 1, tier: "batch"))
    #expect(own.price == ID("test/1/openai/dated@2026-03-01+batch"))
    #expect(try nanos(event("azure", "dated", at: "2026-03-02T00:00:00Z", input: 1, tier: "batch")) == 3000)
  }

  @Test func `tells free from unknown`() throws {
    #expect(try book.cost(of: event("openai", "free", input: 10)).amount == .zero)
    #expect(try book.cost(of: event("openai", "nobody-knows", input: 10)) == .unpriced)
    #expect(try book.cost(of: event("somebody", "plain", input: 10)) == .unpriced)
    #expect(try book.cost(of: event("openai", "unmodelled", input: 10)) == .unpriced)
  }

  @Test(arguments: ["plain", "free", "search", "voice"]) func `leaves an event without any usage unpriced`(_ model: String) throws {
    #expect(try book.cost(of: event("openai", model)) == .unpriced)
  }

  @Test func `leaves usage unpriced that the model has no price for, but prices a reported zero`() throws {
    #expect(try book.cost(of: event("openai", "voice", input: 10)) == .unpriced)
    #expect(try nanos(event("openai", "plain", input: 0)) == 0)
  }

  @Test func `prices audio by the hour with its minimum, searches and requests by the thousand`() throws {
    var voice = try event("openai", "voice")
    voice.units.audioMicroseconds = 60_500_000
    #expect(nanos(voice) == 6_050_000)
    voice.units.audioMicroseconds = 1
    #expect(nanos(voice) == 1_000_000)
    voice.units.audioMicroseconds = 0
    #expect(nanos(voice) == 0)
    var search = try event("openai", "search", input: 1)
    search.units.webSearches = 3
    #expect(nanos(search) == Int64(1000 + 30_000_000 + 5_000_000))
  }

  @Test(arguments: [(1, 0), (2, 1), (3, 2), (5, 2), (7, 4)] as [(Int64, Int64)])
  func `rounds once, half to even`(_ tokens: Int64, _ expected: Int64) throws {
    #expect(try nanos(event("openai", "halves", input: tokens)) == expected)
  }

  @Test func `leaves an amount unpriced that no account could hold`() throws {
    #expect(try book.cost(of: event("openai", "classes", input: .max, output: .max)) == .unpriced)
  }

  @Test(arguments: [Cost.Source.provider, .client]) func `keeps a cost that came with the event`(_ source: Cost.Source) throws {
    var event = try event("openai", "plain", input: 10)
    event.cost = Cost(amount: NanoUSD(nanos: 42), source: source)
    #expect(book.cost(of: event) == event.cost)
  }

  @Test func `prices again an event that was priced before`() throws {
    var event = try event("openai", "plain", input: 10)
    event.cost = Cost(amount: NanoUSD(nanos: 42), source: .catalog, price: ID("old"))
    #expect(nanos(event) == 20_000)
  }

  @Test func `answers the same from memory, and after memory was full`() throws {
    let first = try book.cost(of: event("openai", "dated", at: "2026-02-01T00:00:00Z", input: 1))
    #expect(try nanos(event("openai", "dated", at: "2026-01-01T00:00:00Z", input: 1)) == 1000)
    for number in 0..<5000 { #expect(try nanos(event("openai", "tiered-\(number)", input: 1)) == 1000) }
    #expect(try book.cost(of: event("openai", "dated", at: "2026-02-01T00:00:00Z", input: 1)) == first)
  }

  @Test func `takes the requested model where the billed one is not named`() throws {
    var event = try event("openai", "plain", input: 1)
    event.model = nil
    #expect(nanos(event) == nil)
    event.requestModel = "plain"
    #expect(nanos(event) == 2000)
  }
}
