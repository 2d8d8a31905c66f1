import Semantics
import Web

/// One page of a list of any length: whoever asks for it sorts and cuts it.
struct PagedTable: Sendable {
  let table: DataTable
  let caption: String
  let state: TableState
  let standardOrder: String
  let sortable: Set<String>
  let hasMore: Bool

  static let pageSize = 50

  /// How the reader wants it; what cannot be sorted by is not.
  static func order(_ state: TableState, standard: [Order], _ keys: [String: Order.Key]) -> [Order] {
    guard let name = state.sortedColumn, let key = keys[name] else { return standard }
    return [Order(key, descending: state.isDescending)]
  }

  /// The first row of the reader's page.
  static func offset(_ state: TableState, pageSize: Int = pageSize) -> Int {
    min((state.page - 1) * pageSize, Plan.Bounds.offset)
  }

  var body: PanelBody {
    let list = ListTable(table: table, caption: caption, state: state, standardOrder: standardOrder, sortable: sortable)
    return PanelBody("\(list.html)\(pager)", table: table)
  }

  private var pager: HTML? {
    guard state.page > 1 || hasMore else { return nil }
    let before: HTML? =
      state.page > 1 ? "<a href=\"\(state.onPage(state.page - 1))\" rel=\"prev\">\(FrameTexts.previous)</a>" : nil
    let after: HTML? = hasMore ? "<a href=\"\(state.onPage(state.page + 1))\" rel=\"next\">\(FrameTexts.next)</a>" : nil
    return """
      <nav class="pager" aria-label="\(FrameTexts.pages(of: caption))">\(before)<span>\(FrameTexts.page(state.page))</span>\(after)</nav>
      """
  }
}
