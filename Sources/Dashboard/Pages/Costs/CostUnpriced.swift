import Semantics
import Usage
import Web

/// Models whose requests have no price, and how to give them one.
struct CostUnpriced: Sendable {
  let visit: Visit

  private static let limit = 200

  var panel: Panel {
    let selection = visit.selection.without(.costSource).narrowed(to: Condition(.costSource, Cost.Source.none.rawValue))
    let question = Question(
      shape: .models(limit: Self.limit), metrics: [.requests, .totalTokens, .inputTokens, .outputTokens, .lastSeen], selection: selection)
    return Panel("unpriced", CostsTexts.unpricedTitle, question, visit: visit) { result in
      guard !result.rows.isEmpty else {
        return PanelBody(EmptyState(title: CostsTexts.allPriced, advice: CostsTexts.nothingMissing).html)
      }
      let table = DataTable(
        [
          .init("model", CatalogueTexts.model), .init("provider", CatalogueTexts.provider), .init(.requests), .init(.inputTokens),
          .init(.outputTokens), .init(.lastSeen, title: CostsTexts.last),
        ], rows: result.answerRows.map(row))
      let list = SortableTable(table, caption: CostsTexts.unpricedTitle, state: visit.table("unpriced"), pageSize: 10).body
      return PanelBody("<p class=\"note\">\(CostsTexts.unpricedNote)</p>\(list.html)\(advice)", table: list.table)
    }
  }

  private func row(_ row: AnswerRow) -> [DataTable.Cell] {
    [
      UsageColumns.name(row[.by(.model)], link: visit.selection.model),
      UsageColumns.name(row[.by(.provider)], link: visit.selection.provider),
      .init(row[.requests]), .init(row[.inputTokens]), .init(row[.outputTokens]), .time(row[.lastSeen], visit.selection.zone, form: .day),
    ]
  }

  private var advice: HTML {
    """
    <details class="advice"><summary>\(CostsTexts.howToPrice)</summary><p>\(CostsTexts.price)</p>\
    <pre tabindex="0"><code>curl -X PUT \(visit.server.url)/v1/prices/overrides -H "Authorization: Bearer $WEIR_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{"overrides":[{"provider":"my-host","model":"my-model","prices":{"input":3,"output":15}}]}'</code></pre></details>
    """
  }
}
