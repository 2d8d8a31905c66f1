import Accounts
import Semantics
import Surfaces
import Usage
import Web

/// A user's ceilings of this day and month, whatever the page's period.
struct UserBudget: Sendable {
  let visit: Visit

  var panel: Panel {
    let id = visit.segment("user")
    let source = Panel.Source(Address("/v1/usage/users", [("period", "month"), ("user_id", id)]).text)
    return Panel("budget", UserTexts.budget, sources: [source]) {
      let ledger = BudgetLedger(engine: visit.ports.engine, zone: visit.selection.serverZone, budget: visit.inquiry.budget)
      let scope = visit.reader.projects
      let budgets = visit.ports.budgets.all().filter {
        $0.owner.kind == .user && $0.owner.id == id && $0.scope == scope && $0.isActive && !$0.limits.isEmpty
      }
      guard let budget = budgets.first else { return PanelBody("<p class=\"note\">\(UserTexts.noBudget)</p>") }
      let spent = try await ledger.spent(under: budget, now: visit.now)
      let standings = CeilingStanding.all(of: budget, spent) { ledger.reset(of: $0, now: visit.now) }
      let table = DataTable(columns, rows: standings.map(cells))
      let list = ListTable(table: table, caption: UserTexts.budget, state: visit.table("budget"), sortable: [])
      return PanelBody(list.html, table: table)
    }
  }

  private var columns: [DataTable.Column] {
    [
      .init("ceiling", UserTexts.ceiling), .init("used", UserTexts.used, .count), .init("limit", UserTexts.limit, .count),
      .init("share", UserTexts.share, .ratio), .init("resets_at", UserTexts.resets),
    ]
  }

  private func cells(_ standing: CeilingStanding) -> [DataTable.Cell] {
    let title = standing.ceiling.rawValue.replacing("_", with: " "), part = standing.exactPercent / 100
    func amount(_ number: Int64) -> DataTable.Cell {
      switch standing.ceiling.axis {
      case .cost: .init(.money(NanoUSD(nanos: number)), html: Figure(.money(NanoUSD(nanos: number)), .usd).html)
      case .requests, .tokens: .init(.integer(number))
      }
    }
    return [
      .text(title), amount(standing.used), amount(standing.limit), .init(.real(part), html: ProgressBar(part: part, label: title).html),
      .init(.instant(standing.resetsAt), html: TimeText(standing.resetsAt, in: visit.selection.serverZone).html),
    ]
  }
}
