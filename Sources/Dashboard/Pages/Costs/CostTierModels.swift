import Semantics
import Surfaces
import Usage
import Web

/// Which models the tiers are made of, as far as they were used.
struct CostTierModels: Sendable {
  let visit: Visit

  var panel: Panel {
    Panel("tier-models", CostsTexts.modelsOfTiers, sources: [CostTiers.source(visit)]) {
      let tiers = TierUsage.all(try await visit.inquiry.result(CostTiers.question(visit)).rows, in: .standard)
      let rows = tiers.flatMap { tier in tier.models.map { model in row(tier, model.name, model.part) } }
      let table = DataTable(
        [
          .init("model", CatalogueTexts.model), .init("tier", CostsTexts.tier), .init("credits", CostsTexts.credits, .count),
          .init("requests", CostsTexts.requests, .count), .init("tokens", CostsTexts.tokens, .tokens), .init("cost", CostsTexts.cost, .usd),
        ], rows: rows)
      return SortableTable(table, caption: CostsTexts.modelsOfTiers, state: visit.table("tier-models"), pageSize: 10).body
    }
  }

  private func row(_ usage: TierUsage, _ model: String, _ part: TierUsage.Part) -> [DataTable.Cell] {
    let isUnpriced = part.unpriced > 0 && part.unpriced == part.requests
    return [
      .text(model, link: visit.selection.model(model)), .text(usage.tier.name), .init(.integer(part.requests * usage.tier.credits)),
      .init(.integer(part.requests)), .init(.integer(part.tokens)),
      isUnpriced ? .init(.null, html: Figure.unpriced.html) : .init(.money(part.cost)),
    ]
  }
}
