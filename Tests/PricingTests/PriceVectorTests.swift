import Foundation
import Testing
import Usage

@testable import Pricing

struct PriceVectorTests {
  @Test func `agrees with the genai-prices package to the nanodollar over 300 random usages`() throws {
    let book = try PriceBook.bundled()
    let vectors = try PriceVector.recorded()
    #expect(vectors.count == 300)
    for vector in vectors {
      let cost = book.cost(of: try vector.event())
      // The package answers 0 where nothing that the model is priced by was reported; that is unknown, not free.
      let expected = try vector.dollars.map { try #require(Decimal(string: $0)) }
      guard let expected, let price = vector.price else {
        #expect(cost == .unpriced, "\(vector.testDescription)")
        continue
      }
      if expected == 0, cost == .unpriced { continue }
      #expect(cost.amount == NanoUSD(dollars: expected), "\(vector.testDescription)")
      #expect(cost.source == .catalog)
      #expect(cost.price?.text.hasPrefix("genai-prices/0.2.3/") ?? false)
      #expect(cost.price?.text.contains(price.split(separator: "/").dropFirst().joined(separator: "/")) ?? false)
    }
  }
}
