import Web

/// How a reader wants one panel's table, as the address says it: `models.sort=-cost&models.page=2&models.q=gpt`.
struct TableState: Sendable {
  let panel: String
  /// A column's name, with "-" in front for the largest first; nil: the table's own order.
  let sort: String?
  /// From 1.
  let page: Int
  /// Nothing is searched for where it is empty.
  let search: String
  let path: String
  let selection: Selection

  static let suffixes = [".sort", ".page", ".q", ".cursor", ".by"]

  init(_ panel: String, _ parameters: QueryParameters, path: String, selection: Selection) {
    self.panel = panel
    self.path = path
    self.selection = selection
    sort = parameters[panel + ".sort"]
    page = parameters[panel + ".page"].flatMap { Int($0) }.map { min(max($0, 1), 1_000_000) } ?? 1
    search = String((parameters[panel + ".q"] ?? "").prefix(200))
  }

  var sortedColumn: String? { sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 } }
  var isDescending: Bool { sort?.hasPrefix("-") ?? false }

  func sorted(by order: String) -> String { selection.setting(panel + ".sort", order).address(path) + "#" + panel }
  func onPage(_ page: Int) -> String {
    selection.setting(panel + ".page", page == 1 ? nil : String(page)).address(path, keepsPages: true) + "#" + panel
  }
  /// For lists that are read by cursors; nil is their beginning.
  func after(_ cursor: String?) -> String { selection.setting(panel + ".cursor", cursor).address(path, keepsPages: true) + "#" + panel }
}
