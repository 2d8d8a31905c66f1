import Semantics
import Surfaces
import Usage
import Web

/// Chats in a panel, of everybody or of one user.
struct ChatTable: Sendable {
  let visit: Visit
  let panelName: String
  let title: String
  /// What is shown; on a page about somebody, theirs alone.
  let selection: Selection
  /// On the page of a user: theirs alone, without the user's name in every row.
  var isOfOne = false

  private static let keys: [String: Order.Key] = [
    Metric.cost.name: .metric(.cost), Metric.requests.name: .metric(.requests), Metric.totalTokens.name: .metric(.totalTokens),
    Metric.lastSeen.name: .metric(.lastSeen),
  ]

  private var state: TableState { visit.table(panelName) }
  private var pageSize: Int { isOfOne ? 10 : PagedTable.pageSize }
  private var words: String? { !isOfOne && !state.search.isEmpty ? state.search : nil }

  var panel: Panel {
    Panel(panelName, title, sources: [source]) {
      let answer = try await answer()
      let search = isOfOne ? nil : SearchBox(label: ChatsTexts.find, state: state).html
      guard !answer.rows.isEmpty else { return PanelBody("\(search)\(nothing.html)") }
      let body = PagedTable(
        table: DataTable(columns, rows: answer.rows.map { cells($0, answer.names) }).without(isOfOne ? "users" : nil), caption: title,
        state: state,
        standardOrder: "-" + Metric.lastSeen.name, sortable: Set(Self.keys.keys), hasMore: answer.result.isTruncated
      ).body
      return PanelBody("\(search)\(body.html)", table: body.table)
    }
  }

  private func answer() async throws -> ChatsAnswer {
    var query = Query(
      ChatsReport.metrics, by: [.by(.chat)], where: selection.conditions.filter, period: selection.period, zone: selection.zone,
      limit: pageSize, offset: PagedTable.offset(state, pageSize: pageSize))
    query.order = PagedTable.order(state, standard: ChatsReport.order, Self.keys)
    let plan = try Plan(query, scope: visit.inquiry.scope, now: visit.now)
    return try await visit.ports.chats(budget: visit.inquiry.budget).answer(plan, finding: words)
  }

  private var nothing: PanelBody {
    let isSearch = words != nil
    return NoUsage(
      visit: visit, title: isSearch ? ChatsTexts.noneFound : ChatsTexts.none,
      advice: isSearch ? ChatsTexts.noneFoundAdvice : ChatsTexts.noneAdvice, search: isOfOne ? nil : state
    ).body
  }

  private var source: Panel.Source {
    var items = selection.periodItems + [("zone", selection.zone.id)] + selection.filterItems
    items += [("limit", String(pageSize)), ("offset", String(PagedTable.offset(state, pageSize: pageSize)))]
    if let order = state.sort, state.sortedColumn.flatMap({ Self.keys[$0] }) != nil { items.append(("order", order)) }
    if let words { items.append(("search", words)) }
    return .init(Address("/v1/usage/chats", items).text)
  }
}

extension ChatTable {
  private var columns: [DataTable.Column] {
    [
      .init("chat", ChatsTexts.chat), .init("users", ChatsTexts.users), .init(.cost, title: UsersTexts.cost), .init(.requests),
      .init(.totalTokens), .init(.lastSeen, title: ChatsTexts.lastSeen),
    ]
  }

  private func cells(_ row: ChatRow, _ names: [String: String]) -> [DataTable.Cell] {
    let users = row.users.isEmpty ? [row.record?.user?.text].compactMap(\.self) : row.users
    return [
      .init(.text(row.record?.title ?? row.id), html: name(row)),
      .init(.text(users.map { names[$0] ?? $0 }.joined(separator: ", ")), html: people(users, names)),
      .init(row.isUnpriced ? .null : row.cost.map(Value.money) ?? .null, html: row.isUnpriced ? Figure.unpriced.html : nil),
      .init(.integer(row.requests)), .init(.integer(row.tokens)),
      row.lastSeen.map { .init(.instant($0), html: TimeText($0, in: visit.selection.zone).html) } ?? .init(.null),
    ]
  }

  private func name(_ row: ChatRow) -> HTML {
    let title = row.record?.title.flatMap { $0.isEmpty ? nil : $0 } ?? row.id
    let marks = ChatMarks(record: row.record).html
    return "<a href=\"\(visit.selection.address(chat: row.id))\" title=\"\(row.id)\">\(title)</a>\(marks)"
  }

  /// Of many some, with their number.
  private func people(_ users: [String], _ names: [String: String]) -> HTML {
    guard !users.isEmpty else { return "<i>\(UsersTexts.system)</i>" }
    let links = users.prefix(3).enumerated().map { index, id -> HTML in
      "\(", ", if: index > 0)<a href=\"\(visit.selection.address(user: id))\">\(names[id] ?? id)</a>"
    }
    let others: HTML? = users.count > 3 ? " \(ChatsTexts.more(users.count - 3))" : nil
    return "\(links)\(others)"
  }
}
