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
      let (selection, path) = (visit.selection, visit.path)
      let cells = UserCells(names: answer.names) { selection.narrowed(to: Condition(.user, $0 ?? "")).address(path) }
      let bars = bars(answer.rows)
      let rows = zip(answer.rows, bars).map { row, bar in
        var rest = cells.cells(row)
        rest[0] = .init(rest[0].value, html: "\(bar.html)\(rest[0].html)")
        return rest
      }
      return SortableTable(
        DataTable(UserCells.columns, rows: rows), caption: OverviewTexts.perUser,
        state: visit.table(Self.panel), pageSize: 20
      ).body
    }
  }

  /// Against the longest: by cost, or by requests where nothing has a cost.
  private func bars(_ rows: [UserRow]) -> [Bar] {
    let costs = rows.map { $0.cost.map { Double($0.nanos) } ?? 0 }
    let lengths = costs.contains { $0 > 0 } ? costs : rows.map { Double($0.requests) }
    let longest = max(lengths.max() ?? 0, .leastNonzeroMagnitude)
    return lengths.map { Bar(length: $0 / longest) }
  }

  private var source: Panel.Source {
    let items = visit.selection.periodItems + [("zone", visit.selection.zone.id)] + visit.selection.filterItems
    return .init(Address("/v1/usage/users", items + [("limit", String(Self.limit))]).text)
  }
}
