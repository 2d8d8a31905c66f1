import Semantics
import Usage
import Web

/// Which models a user used.
struct UserModels: Sendable {
  let visit: Visit
  let selection: Selection

  private static let limit = 500

  var panel: Panel {
    let question = Question(
      shape: .breakdown(.model, limit: Self.limit), metrics: [.cost, .requests, .unpricedRequests, .totalTokens, .successRate],
      selection: selection)
    return Panel("models", UserTexts.models, question, visit: visit) { result in
      let rows = result.answerRows.map { row -> [DataTable.Cell] in
        let name = row[.by(.model)].word
        return [
          .text(name, link: name.map { visit.selection.address(PageLinks.model($0)) }),
          .init(row.cost, html: row.isUnpriced ? Figure.unpriced.html : nil), .init(row[.requests]), .init(row[.totalTokens]),
          .init(row[.successRate]),
        ]
      }
      guard !rows.isEmpty else { return PanelBody("<p class=\"note\">\(UserTexts.noModels)</p>") }
      let table = DataTable(
        [.init("model", UserTexts.model), .init(.cost), .init(.requests), .init(.totalTokens), .init(.successRate)], rows: rows)
      return SortableTable(table, caption: UserTexts.models, state: visit.table("models"), pageSize: 10).body
    }
  }
}
