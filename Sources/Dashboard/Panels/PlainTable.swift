import Web

/// A table in the order that it comes in: what is read page by page cannot be sorted here.
struct PlainTable: Sendable {
  private let table: DataTable
  private let caption: String

  init(_ table: DataTable, caption: String) { (self.table, self.caption) = (table, caption) }

  var html: HTML {
    """
    <div class="scroll" role="region" aria-label="\(FrameTexts.table(of: caption))" tabindex="0"><table class="list"><caption class="hidden">\(caption)</caption>
    <thead><tr>\(table.columns.map { "<th scope=\"col\"\(" class=\"text\"", if: $0.unit == nil)>\($0.title)</th>" })</tr></thead>
    <tbody>
    \(table.rows.map(row))</tbody></table></div>
    """
  }

  var body: PanelBody { PanelBody(html, table: table) }

  private func row(_ cells: [DataTable.Cell]) -> HTML {
    let parts = zip(table.columns, cells).enumerated().map { index, pair -> HTML in
      let content = pair.1.html ?? Figure(pair.1.value, pair.0.unit ?? .count).html
      if index == 0 { return "<th scope=\"row\">\(content)</th>" }
      return pair.0.unit == nil ? "<td class=\"text\">\(content)</td>" : "<td>\(content)</td>"
    }
    return "<tr>\(parts)</tr>\n"
  }
}
