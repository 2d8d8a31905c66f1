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
      \(ListTable(table: table, caption: caption, state: state).html)
      \(Pager(list: caption, page: page, count: pageCount, address: state.onPage).html)
      """, table: table)
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
