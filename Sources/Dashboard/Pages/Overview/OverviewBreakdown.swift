import Semantics
import Usage
import Web

/// Who or what the usage was, each name a filter by a click.
struct OverviewBreakdown: Sendable {
  let visit: Visit
  let attribute: Attribute
  let question: Question
  /// The whole, of which the rows are shares.
  let summary: Question

  var panel: Panel {
    Panel("by-" + attribute.name, OverviewTexts.by(attribute.title), question, width: .narrow, visit: visit) { result in
      let total = try? await visit.inquiry.result(summary).answerRows.first
      let table = BreakdownTable(attribute, result, total: total, path: visit.path, selection: visit.selection)
      return PanelBody(table.html, table: DataTable(result))
    }
  }
}
