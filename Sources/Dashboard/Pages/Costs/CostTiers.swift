import Semantics
import Surfaces
import Usage
import Web

/// Models by their tiers, in credits, and what a credit bought.
struct CostTiers: Sendable {
  let visit: Visit

  /// The rows that tiers are made of: of every model.
  static func question(_ visit: Visit) -> Question {
    Question(shape: .breakdown(.model, limit: Plan.Bounds.limit), metrics: TierUsage.metrics, selection: visit.selection)
  }

  static func source(_ visit: Visit) -> Panel.Source {
    .init(Address("/v1/costs/tiers", visit.selection.periodItems + [("zone", visit.selection.zone.id)] + visit.selection.filterItems).text)
  }

  private static let columns: [DataTable.Column] = [
    .init("tier", CostsTexts.tier), .init("credits_per_request", CostsTexts.creditsEach, .count),
    .init("requests", CostsTexts.requests, .count), .init("tokens", CostsTexts.tokens, .tokens), .init("cost", CostsTexts.cost, .usd),
    .init("credits", CostsTexts.credits, .count),
    .init("tokens_per_credit", CostsTexts.tokensPerCredit, .tokens), .init("cost_per_credit", CostsTexts.costPerCredit, .usd),
    .init("cost_per_1k_tokens", CostsTexts.shortPerThousand, .usd),
  ]

  var panel: Panel {
    Panel("tiers", CostsTexts.tiers, sources: [Self.source(visit)]) {
      let tiers = TierUsage.all(try await visit.inquiry.result(Self.question(visit)).rows, in: .standard)
      let table = DataTable(Self.columns, rows: tiers.map { row($0, of: tiers) })
      let list = SortableTable(table, caption: CostsTexts.tiers, state: visit.table("tiers")).body
      let unpriced = tiers.reduce(0) { $0 + $1.total.unpriced }
      let missing = CostsTexts.unpriced(Figure(.integer(unpriced)).inText)
      return PanelBody("\(list.html)<p class=\"note\">\(CostsTexts.tiersNote)\(" \(missing)", if: unpriced > 0)</p>", table: list.table)
    }
  }

  private func row(_ usage: TierUsage, of tiers: [TierUsage]) -> [DataTable.Cell] {
    let total = usage.total, hasCredits = usage.credits > 0
    return [
      .init(.text(usage.tier.name), html: "\(usage.tier.name)\(praise(usage, of: tiers))"), .init(.integer(usage.tier.credits)),
      .init(.integer(total.requests)), .init(.integer(total.tokens)), cost(total),
      .init(.integer(usage.credits)), .init(hasCredits ? .real(usage.tokensPerCredit) : .null),
      .init(hasCredits && total.unpriced < total.requests ? .real(usage.costPerCredit) : .null),
      .init(total.tokens > 0 && total.unpriced < total.requests ? .real(usage.costPerThousandTokens) : .null),
    ]
  }

  private func cost(_ part: TierUsage.Part) -> DataTable.Cell {
    let isUnpriced = part.unpriced > 0 && part.unpriced == part.requests
    return isUnpriced ? .init(.null, html: Figure.unpriced.html) : .init(.money(part.cost))
  }

  /// Where nothing was used, nothing is the best of it.
  private func praise(_ usage: TierUsage, of tiers: [TierUsage]) -> [HTML] {
    guard usage.credits > 0 else { return [] }
    var words: [String] = []
    if usage.tier.id == tiers.mostEfficient.tier.id, usage.tokensPerCredit > 0 { words.append(CostsTexts.mostEfficient) }
    if usage.tier.id == tiers.bestValue.tier.id, usage.costPerCredit > 0 { words.append(CostsTexts.bestValue) }
    return words.map { " <span class=\"badge\">\($0)</span>" }
  }
}
