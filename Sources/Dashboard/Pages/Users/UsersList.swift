import Semantics
import Surfaces
import Usage
import Web

/// Everybody, however many: searched, sorted and cut into pages by the engine.
struct UsersList: Sendable {
  private let visit: Visit
  private let state: TableState

  private static let keys: [String: Order.Key] = [
    Metric.cost.name: .metric(.cost), Metric.topLevelRequests.name: .metric(.topLevelRequests),
    Metric.totalTokens.name: .metric(.totalTokens), Metric.lastSeen.name: .metric(.lastSeen),
  ]
  private static let standardOrder = "-" + Metric.cost.name

  init(visit: Visit) {
    self.visit = visit
    state = visit.table("users")
  }

  var panel: Panel {
    Panel(state.panel, UsersTexts.list, sources: [source]) {
      let answer = try await answer()
      let search = SearchBox(label: UsersTexts.find, state: state).html
      guard !answer.rows.isEmpty else { return PanelBody("\(search)\(nothing.html)") }
      let selection = visit.selection
      let cells = UserCells(names: answer.names) { id in
        id.map { selection.address(user: $0) } ?? selection.narrowed(to: Condition(.user, "")).address("/")
      }
      let rows = answer.rows.map { row in cells.cells(row) + [lastSeen(row)] }
      let body = PagedTable(
        table: DataTable(UserCells.columns + [.init(.lastSeen, title: UsersTexts.lastSeen)], rows: rows), caption: UsersTexts.list,
        state: state, standardOrder: Self.standardOrder, sortable: Set(Self.keys.keys), hasMore: answer.result.isTruncated
      ).body
      return PanelBody("\(search)\(body.html)", table: body.table)
    }
  }

  private func answer() async throws -> UsersAnswer {
    let report = visit.ports.users(zone: visit.selection.serverZone, budget: visit.inquiry.budget)
    var query = Query(
      UsersReport.metrics, by: [.by(.user)], where: visit.selection.conditions.filter, period: visit.selection.period,
      zone: visit.selection.zone, limit: PagedTable.pageSize, offset: PagedTable.offset(state))
    query.order = PagedTable.order(state, standard: [.descending(.metric(.cost)), .descending(.metric(.topLevelRequests))], Self.keys)
    var plan = try Plan(query, scope: visit.inquiry.scope, now: visit.now)
    if !state.search.isEmpty { plan = plan.narrowed(to: try await report.filter(finding: state.search, in: plan.scope)) }
    return try await report.answer(plan, hasFilter: !state.search.isEmpty || !visit.selection.conditions.isEmpty, now: visit.now)
  }

  private var nothing: PanelBody {
    let isSearch = !state.search.isEmpty
    return NoUsage(
      visit: visit, title: isSearch ? UsersTexts.nobodyFound : UsersTexts.nobody,
      advice: isSearch ? UsersTexts.nobodyFoundAdvice : UsersTexts.nobodyAdvice, search: state
    ).body
  }

  private func lastSeen(_ row: UserRow) -> DataTable.Cell {
    guard let instant = row.lastSeen else { return .init(.null) }
    return .init(.instant(instant), html: TimeText(instant, in: visit.selection.zone).html)
  }

  private var source: Panel.Source {
    let order = state.sortedColumn.flatMap { Self.keys[$0] } == nil ? nil : state.sort
    var items = visit.selection.periodItems + [("zone", visit.selection.zone.id)] + visit.selection.filterItems
    items += [("limit", String(PagedTable.pageSize)), ("offset", String(PagedTable.offset(state)))]
    if let order { items.append(("order", order)) }
    if !state.search.isEmpty { items.append(("search", state.search)) }
    return .init(Address("/v1/usage/users", items).text)
  }
}
