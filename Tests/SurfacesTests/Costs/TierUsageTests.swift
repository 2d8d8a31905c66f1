import Semantics
import Testing
import Usage

@testable import Surfaces

@Suite struct TierUsageTests {
  private static let table = TierTable([
    .init("a", "Small", credits: 1, ["one"]), .init("b", "Large", credits: 10, ["two", "three"]),
  ])

  private func row(_ model: Value, tokens: Int64, cost: Int64?, requests: Int64, unpriced: Int64 = 0) -> [Value] {
    let money = cost.map { Value.money(NanoUSD(nanos: $0 * 1_000_000_000)) } ?? .null
    return [model, .integer(tokens), money, .integer(requests), .null, .integer(unpriced)]
  }

  @Test func `a model counts in its tier, any other in the first`() {
    let usage = TierUsage.all(
      [
        row(.text("one"), tokens: 100, cost: 1, requests: 2), row(.text("two"), tokens: 600, cost: 3, requests: 3),
        row(.null, tokens: 10, cost: nil, requests: 1, unpriced: 1),
      ], in: Self.table)
    #expect(usage.map(\.credits) == [3, 30])
    #expect(usage.map(\.total.tokens) == [110, 600])
    #expect(usage.map(\.total.unpriced) == [1, 0])
    #expect(usage[0].models.map(\.name) == ["one", "unknown"])
    #expect(usage.map(\.costPerCredit) == [1.0 / 3, 0.1])
    #expect(usage.mostEfficient.tier.id == "a" && usage.bestValue.tier.id == "b")
  }

  @Test func `where nothing was used the first tier stands for the best`() {
    let usage = TierUsage.all([], in: Self.table)
    #expect(usage.mostEfficient.tier.id == "a" && usage.bestValue.tier.id == "a")
    #expect(usage.map(\.tokensPerCredit) == [0, 0])
  }
}
