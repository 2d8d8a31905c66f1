import Semantics
import Usage
import Web

/// What a thousand tokens of each model cost.
struct CostPerThousand: Sendable {
  let visit: Visit

  private static let limit = 1000
  private static let metrics: [Metric] = [.cost, .requests, .costPerThousandTokens, .costPerRequest, .totalTokens, .unpricedRequests]

  var panel: Panel {
    let question = Question(shape: .models(limit: Self.limit), metrics: Self.metrics, selection: visit.selection)
    return Panel("models", CostsTexts.perThousand, question, visit: visit) { result in
      let columns: [DataTable.Column] = [
        .init("model", CatalogueTexts.model), .init("provider", CatalogueTexts.provider),
        .init(.costPerThousandTokens, title: CostsTexts.perThousand), .init(.costPerRequest, title: CatalogueTexts.costPerRequest),
        .init(.cost, title: CatalogueTexts.cost), .init(.requests), .init(.totalTokens),
      ]
      return SortableTable(
        DataTable(columns, rows: result.answerRows.map(row)), caption: CostsTexts.perThousand, state: visit.table("models"), pageSize: 20
      ).body
    }
  }

  private func row(_ row: AnswerRow) -> [DataTable.Cell] {
    [
      UsageColumns.name(row[.by(.model)], link: visit.selection.model),
      UsageColumns.name(row[.by(.provider)], link: visit.selection.provider),
      .init(row[.costPerThousandTokens]), .init(row[.costPerRequest]), UsageColumns.cost(row), .init(row[.requests]),
      .init(row[.totalTokens]),
    ]
  }
}
