import Accounts
import Semantics
import Surfaces
import Usage
import Web

/// Who used it, and how much of their month's budget is gone. What ran without a user is the system's.
struct OverviewUsers: Sendable {
  let visit: Visit

  private static let limit = 100
  private static let panel = "users"

  var panel: Panel {
    Panel(Self.panel, OverviewTexts.perUser, sources: [source]) {
      var query = Query(
        UsersReport.metrics, by: [.by(.user)], where: visit.selection.conditions.filter, period: visit.selection.period,
        zone: visit.selection.zone, limit: Self.limit)
      query.order = [.descending(.metric(.cost)), .descending(.metric(.topLevelRequests))]
      let plan = try Plan(query, scope: visit.inquiry.scope, now: visit.now)
      let report = visit.ports.users(zone: visit.selection.serverZone, budget: visit.inquiry.budget)
      let answer = try await report.answer(plan, hasFilter: !visit.selection.conditions.isEmpty, now: visit.now)
      guard !answer.rows.isEmpty else { return PanelBody("<p class=\"note\">\(OverviewTexts.nobody)</p>") }
      let rows = answer.rows.map { row($0, names: answer.names) }
      return SortableTable(
        DataTable(columns, rows: rows), caption: OverviewTexts.perUser, state: visit.table(Self.panel), pageSize: 20
      ).body
    }
  }

  private var source: Panel.Source {
    let items = visit.selection.periodItems + [("zone", visit.selection.zone.id)] + visit.selection.filterItems
    return .init(Address("/v1/usage/users", items + [("limit", String(Self.limit))]).text)
  }

  private var columns: [DataTable.Column] {
    [
      .init("user", OverviewTexts.user), .init(.cost, title: OverviewTexts.cost), .init(.topLevelRequests, title: OverviewTexts.requests),
      .init(.totalTokens), .init("budget", OverviewTexts.monthlyBudget, .ratio),
    ]
  }

  private func row(_ row: UserRow, names: [String: String]) -> [DataTable.Cell] {
    let label = row.label(names)
    let name: HTML
    if let id = row.id {
      let address = visit.selection.narrowed(to: Condition(.user, id)).address(visit.path)
      name = "<a href=\"\(address)\">\(names[id] ?? id)</a>"
    } else {
      name = "<a href=\"\(visit.selection.narrowed(to: Condition(.user, "")).address(visit.path))\"><i>\(OverviewTexts.system)</i></a>"
    }
    let isUnpriced = row.unpriced > 0 && row.unpriced >= row.requests && row.cost == .zero
    return [
      .init(.text(row.id.map { names[$0] ?? $0 } ?? label), html: name),
      .init(isUnpriced ? .null : row.cost.map(Value.money) ?? .null, html: isUnpriced ? Figure.unpriced.html : nil),
      .init(.integer(row.requests)), .init(.integer(row.tokens)), budget(row, label),
    ]
  }

  /// The ceiling of the month that is nearest.
  private func budget(_ row: UserRow, _ label: String) -> DataTable.Cell {
    let monthly = row.budget?.ceilings.filter { $0.ceiling.window == .month } ?? []
    guard let nearest = monthly.max(by: { $0.exactPercent < $1.exactPercent }) else {
      return .init(.null, html: "<span class=\"unknown\">\(OverviewTexts.noBudget)</span>")
    }
    let part = nearest.exactPercent / 100
    return .init(.real(part), html: ProgressBar(part: part, label: OverviewTexts.budget(of: label)).html)
  }
}
