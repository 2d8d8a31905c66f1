import Foundation
import Testing
import Usage

@testable import Pricing

@Suite struct ListedPricesTests {
  private static let now = Timestamp(seconds: 1_795_000_000)

  @Test func `what the catalog lists, taken as an override, bills the same`() throws {
    let book = try PriceBook.bundled()
    let listed = book.listing(at: Self.now)
    #expect(listed.count > 2000)
    let models = Dictionary(
      book.catalog.providers.flatMap { provider in provider.models.map { (provider.id + "/" + $0.id, $0) } }
    ) { first, _ in first }
    for entry in listed {
      let model = try #require(models[entry.provider + "/" + entry.model])
      var expected = model.sheet(at: Self.now, in: PricingContext(serviceTier: nil)).sheet
      expected.leastAudioMicroseconds = 0
      for kind in PriceClass.allCases {
        // The price of an hour may have no exact sixtieth; what is listed has 18 digits of it.
        let step: Int128 = kind == .audio ? 60 : 1
        expected[kind] = expected[kind].map { Rate(base: $0.base / step * step) }
      }
      let flat = entry.prices.filter { $0.above == nil }.map { "\"\($0.name)\":\($0.dollars)" }
      guard !flat.isEmpty else { continue }
      let prices = try JSONDecoder().decode(OverridePrices.self, from: Data("{\(flat.joined(separator: ","))}".utf8))
      #expect(try prices.sheet() == expected, "\(entry.provider)/\(entry.model)")
    }
  }

  @Test func `long contexts are listed with their threshold`() throws {
    let entry = try #require(
      PriceBook.bundled().listing(at: Self.now).first { $0.provider == "anthropic" && $0.model == "claude-sonnet-4-5" })
    #expect(entry.prices.filter { $0.name == "input" }.map { "\($0.above ?? 0):\($0.dollars)" } == ["0:3", "200000:6"])
  }
}
