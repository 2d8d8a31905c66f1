import Semantics
import Usage

/// What the models of one tier used, and what their credits bought.
package struct TierUsage: Sendable {
  package let tier: TierTable.Tier
  package private(set) var total = Part()
  package private(set) var models: [(name: String, part: Part, averageTokens: Double)] = []

  /// Money that nobody knows adds nothing to `cost` and is counted in `unpriced`.
  package struct Part: Hashable, Sendable {
    package fileprivate(set) var tokens: Int64 = 0
    package fileprivate(set) var cost = NanoUSD.zero
    package fileprivate(set) var requests: Int64 = 0
    package fileprivate(set) var unpriced: Int64 = 0

    package var dollars: Double { Double(cost.nanos) / Double(NanoUSD.nanosPerDollar) }
  }

  package static let metrics: [Metric] = [.totalTokens, .cost, .requests, .averageTokens, .unpricedRequests]
  package static let unknownModel = "unknown"

  fileprivate init(_ tier: TierTable.Tier) { self.tier = tier }

  /// - Parameter rows: a model, then `metrics`. A tier's models stand in the order of the rows.
  /// - Returns: all tiers, in the table's order.
  package static func all(_ rows: [[Value]], in table: TierTable) -> [TierUsage] {
    var usage = table.tiers.map(TierUsage.init)
    for row in rows {
      let model = row[0].name ?? unknownModel
      usage[table.index(of: model)].add(model, row)
    }
    return usage
  }

  private mutating func add(_ model: String, _ row: [Value]) {
    let part = Part(tokens: row[1].count, cost: row[2].money, requests: row[3].count, unpriced: row[5].count)
    models.append((model, part, row[4].number))
    total.tokens += part.tokens
    total.cost = total.cost + part.cost
    total.requests += part.requests
    total.unpriced += part.unpriced
  }
}

extension TierUsage {
  package var credits: Int64 { total.requests * tier.credits }
  package var tokensPerCredit: Double { Self.ratio(Double(total.tokens), Double(credits)) }
  package var costPerCredit: Double { Self.ratio(total.dollars, Double(credits)) }
  package var costPerThousandTokens: Double { Self.ratio(total.dollars, Double(total.tokens)) * 1000 }
  package var tokensPerRequest: Double { Self.ratio(Double(total.tokens), Double(total.requests)) }

  private static func ratio(_ part: Double, _ whole: Double) -> Double { whole == 0 ? 0 : part / whole }
}

extension [TierUsage] {
  /// The most tokens for a credit: of equals the earlier tier, and of tiers without any use the first.
  package var mostEfficient: TierUsage { reduce(self[0]) { $1.tokensPerCredit > $0.tokensPerCredit ? $1 : $0 } }

  /// The least money for a credit, of tiers that cost money; the first tier where none does.
  package var bestValue: TierUsage {
    let paid = filter { $0.costPerCredit > 0 }
    return paid.dropFirst().reduce(paid.first ?? self[0]) { $1.costPerCredit < $0.costPerCredit ? $1 : $0 }
  }
}

extension Value {
  fileprivate var name: String? { if case .text(let text) = self { text } else { nil } }
  fileprivate var count: Int64 { if case .integer(let number) = self { number } else { 0 } }
  fileprivate var number: Double { if case .real(let number) = self { number } else { 0 } }
  fileprivate var money: NanoUSD { if case .money(let money) = self { money } else { .zero } }
}
