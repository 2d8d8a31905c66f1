import Semantics
import Web

/// A table whose heads are links that sort it, in pages. All of its rows are in memory: for lists of up to some thousands.
struct SortableTable: Sendable {
  private let whole: DataTable
  private let state: TableState
  private let pageSize: Int
  private let caption: String

  /// - Parameter table: in the order in which it stands as long as no head was followed.
  init(_ table: DataTable, caption: String, state: TableState, pageSize: Int = 50) {
    self.state = state
    self.pageSize = pageSize
    self.caption = caption
    var table = table
    if let column = state.sortedColumn.flatMap(table.index) {
      table.rows = table.rows.enumerated().sorted { left, right in
        let order = Self.order(left.element[column].value, right.element[column].value, isDescending: state.isDescending)
        return order ?? (left.offset < right.offset)
      }.map(\.element)
    }
    whole = table
  }

  /// nil if neither comes first. What has no value is last in either direction.
  private static func order(_ left: Value, _ right: Value, isDescending: Bool) -> Bool? {
    if left == right { return nil }
    if left == .null { return false }
    if right == .null { return true }
    return left.comesBefore(right) != isDescending
  }

  private var pageCount: Int { max(1, (whole.rows.count + pageSize - 1) / pageSize) }
  private var page: Int { min(state.page, pageCount) }

  /// What is on the screen.
  var visible: DataTable {
    DataTable(whole.columns, rows: Array(whole.rows.dropFirst((page - 1) * pageSize).prefix(pageSize)))
  }

  var body: PanelBody {
    let table = visible
    return PanelBody(
      """
      <div class="scroll" role="region" aria-label="\(FrameTexts.table(of: caption))" tabindex="0"><table class="list"><caption class="hidden">\(caption)</caption>
      <thead><tr>\(table.columns.map(head))</tr></thead>
      <tbody>
      \(table.rows.map { row(table.columns, $0) })</tbody></table></div>
      \(Pager(page: page, count: pageCount, address: state.onPage).html)
      """, table: table)
  }

  private func head(_ column: DataTable.Column) -> HTML {
    let isSorted = state.sortedColumn == column.name
    let order = isSorted ? (state.isDescending ? column.name : "-" + column.name) : (column.unit == nil ? "" : "-") + column.name
    let direction: HTML? = isSorted ? (state.isDescending ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"") : nil
    let kind: HTML = column.unit == nil ? " class=\"text\"" : ""
    return "<th scope=\"col\"\(kind)\(direction)><a href=\"\(state.sorted(by: order))\">\(column.title)</a></th>"
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

extension Value {
  /// Of two values of one kind.
  fileprivate func comesBefore(_ other: Value) -> Bool {
    switch (self, other) {
    case (.text(let a), .text(let b)): a.lowercased() < b.lowercased()
    case (.instant(let a), .instant(let b)): a < b
    case (.boolean(let a), .boolean(let b)): !a && b
    default: (magnitude ?? 0) < (other.magnitude ?? 0)
    }
  }
}
