import Semantics
import Usage
import Web

/// Models with what they cost and how well they worked: a row for each of every provider, since prices and speed are the provider's.
struct ModelList: Sendable {
  let visit: Visit
  let selection: Selection
  let title: String
  let isDeferred: Bool
  /// No, where there is but one.
  var namesProvider = true

  static let panel = "models"
  private static let limit = 1000

  var panel: Panel {
    let question = Question(shape: .models(limit: Self.limit), metrics: UsageColumns.metrics, selection: selection)
    return Panel(Self.panel, title, question, isDeferred: isDeferred, visit: visit) { result in
      let state = visit.table(Self.panel)
      let rows = result.answerRows.filter { state.search.isEmpty || ($0[.by(.model)].word ?? "").containsIgnoringCase(state.search) }
      let box = SearchBox(label: ModelsTexts.find, state: state).html
      guard !rows.isEmpty else {
        return PanelBody("\(box)\(EmptyState(title: ModelsTexts.noneFound, advice: ModelsTexts.otherWords).html)")
      }
      let provider = namesProvider ? [DataTable.Column("provider", CatalogueTexts.provider)] : []
      let columns = [DataTable.Column("model", CatalogueTexts.model)] + provider + UsageColumns.columns
      let list = SortableTable(DataTable(columns, rows: rows.map(row)), caption: title, state: state).body
      let note: HTML? = result.isTruncated ? "<p class=\"note\">\(CatalogueTexts.truncated(Self.limit))</p>" : nil
      return PanelBody("\(box, if: result.rows.count > 10 || !state.search.isEmpty)\(list.html)\(note)", table: list.table)
    }
  }

  private func row(_ row: AnswerRow) -> [DataTable.Cell] {
    let provider = namesProvider ? [UsageColumns.name(row[.by(.provider)], link: visit.selection.provider)] : []
    return [UsageColumns.name(row[.by(.model)], link: visit.selection.model)] + provider + UsageColumns.cells(row)
  }
}

extension String {
  fileprivate func containsIgnoringCase(_ part: String) -> Bool { lowercased().contains(part.lowercased()) }
}
