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

  @Test(arguments: [
    ("2026-01-15T12:00:00Z", "2026-01-15T06:00:00Z", "2026-01-15T22:30:00Z"),
    ("2026-01-15T22:30:00Z", "2026-01-15T22:30:00Z", "2026-01-16T06:00:00Z"),
    ("2026-01-15T03:00:00Z", "2026-01-14T22:30:00Z", "2026-01-15T06:00:00Z"),
    ("2026-01-31T23:59:00Z", "2026-01-31T22:30:00Z", "2026-02-01T00:00:00Z"),
    ("2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-01T06:00:00Z"),
  ])
  func `a listing stays as it is until a price changes`(instant: String, from: String, to: String) throws {
    let book = try SmallCatalog.book()
    let now = try #require(Timestamp(instant)), stretch = book.stretch(around: now)
    #expect("\(stretch.lowerBound) \(stretch.upperBound)" == "\(from) \(to)")
    let listing = book.listing(at: now)
    #expect(book.listing(at: stretch.lowerBound) == listing)
    #expect(book.listing(at: stretch.upperBound.adding(microseconds: -1)) == listing)
    #expect(book.listing(at: stretch.upperBound) != listing)
    #expect(book.listing(at: stretch.lowerBound.adding(microseconds: -1)) != listing)
  }

  @Test func `long contexts are listed with their threshold`() throws {
    let entry = try #require(
      PriceBook.bundled().listing(at: Self.now).first { $0.provider == "anthropic" && $0.model == "claude-sonnet-4-5" })
    #expect(entry.prices.filter { $0.name == "input" }.map { "\($0.above ?? 0):\($0.dollars)" } == ["0:3", "200000:6"])
  }
}
