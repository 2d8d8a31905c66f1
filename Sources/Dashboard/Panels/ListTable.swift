import Semantics
import Web

/// The markup of a list: heads that are links which sort it, and rows.
struct ListTable: Sendable {
  let table: DataTable
  let caption: String
  let state: TableState
  /// What holds as long as no head was followed; nil: nothing that a head could say.
  var standardOrder: String?
  /// nil: every column.
  var sortable: Set<String>?

  var html: HTML {
    """
    <div class="scroll" role="region" aria-label="\(FrameTexts.table(of: caption))" tabindex="0"><table class="list"><caption class="hidden">\(caption)</caption>
    <thead><tr>\(table.columns.map(head))</tr></thead>
    <tbody>
    \(table.rows.map { row(table.columns, $0) })</tbody></table></div>
    """
  }

  private func head(_ column: DataTable.Column) -> HTML {
    let kind: HTML = column.unit == nil ? " class=\"text\"" : ""
    guard sortable?.contains(column.name) ?? true else { return "<th scope=\"col\"\(kind)>\(column.title)</th>" }
    let order = state.sort ?? standardOrder ?? ""
    let isDescending = order.hasPrefix("-"), isSorted = (isDescending ? order.dropFirst() : order[...]) == column.name
    let next = isSorted ? (isDescending ? column.name : "-" + column.name) : (column.unit == nil ? "" : "-") + column.name
    let direction: HTML? = isSorted ? (isDescending ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"") : nil
    return "<th scope=\"col\"\(kind)\(direction)><a href=\"\(state.sorted(by: next))\">\(column.title)</a></th>"
  }

  private func row(_ columns: [DataTable.Column], _ cells: [DataTable.Cell]) -> HTML {
    let parts = zip(columns, cells).enumerated().map { index, pair -> HTML in
      let content = pair.1.html ?? Figure(pair.1.value, pair.0.unit ?? .count).html
      if index == 0 { return "<th scope=\"row\">\(content)</th>" }
      return pair.0.unit == nil ? "<td class=\"text\">\(content)</td>" : "<td>\(content)</td>"
    }
    return "<tr>\(parts)</tr>\n"
  }
}
