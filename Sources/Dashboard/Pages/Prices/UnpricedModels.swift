import Semantics
import Surfaces
import Usage
import Web

/// The models whose requests have no price, each with the way to give it one.
struct UnpricedModels: Sendable {
  let visit: Visit

  private static let limit = 200

  var panel: Panel {
    let selection = visit.selection
    var query = Query(
      [.unpricedRequests, .totalTokens], by: [.by(.provider), .by(.model)], where: .equals(.by(.costSource), Cost.Source.none.rawValue),
      period: selection.period, zone: selection.zone, limit: Self.limit)
    query.order = [.descending(.metric(.unpricedRequests))]
    return Panel("unpriced", PricesTexts.unpriced, sources: [source]) { [query] in
      let result = try await visit.inquiry.result(query)
      guard !result.rows.isEmpty else {
        return PanelBody(EmptyState(title: PricesTexts.allPriced, advice: PricesTexts.allPricedAdvice).html)
      }
      let columns: [DataTable.Column] = [
        .init("model", PricesTexts.model), .init("provider", PricesTexts.provider),
        .init(.unpricedRequests, title: PricesTexts.requests), .init(.totalTokens),
      ]
      let table = DataTable(columns, rows: result.answerRows.map(row))
      return SortableTable(table, caption: PricesTexts.unpriced, state: visit.table("unpriced"), pageSize: 20).body
    }
  }

  private func row(_ row: AnswerRow) -> [DataTable.Cell] {
    let provider = row[.by(.provider)].word
    return [
      name(row[.by(.model)].word, provider), .text(provider), .init(row[.unpricedRequests]), .init(row[.totalTokens]),
    ]
  }

  private func name(_ model: String?, _ provider: String?) -> DataTable.Cell {
    guard let model else { return .init(.null, html: "<i>\(PricesTexts.noName)</i>") }
    let price: HTML? =
      visit.administersAll
      ? " <a class=\"button quiet small\" href=\"\(OverrideForm.address(visit, model: model, provider: provider))\">\(PricesTexts.priceThis)</a>"
      : nil
    return .init(.text(model), html: "<a href=\"\(url: visit.selection.address(PageLinks.model(model)))\">\(model)</a>\(price)")
  }

  private var source: Panel.Source {
    var body: [String: JSONValue] = [
      "metrics": ["unpriced_requests", "total_tokens"], "dimensions": ["provider", "model"],
      "filter": ["dimension": "cost_source", "equals": "none"], "zone": .string(visit.selection.zone.id),
      "order": ["-unpriced_requests"], "limit": .integer(Int64(Self.limit)),
    ]
    for (name, value) in visit.selection.periodItems { body[name] = .string(value) }
    return .init("/v1/usage/query", body: JSONValue.object(body).text)
  }
}
