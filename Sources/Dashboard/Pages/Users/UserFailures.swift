import Semantics
import Usage
import Web

/// A user's requests that failed, were blocked or were given up, the newest first.
struct UserFailures: Sendable {
  let visit: Visit
  let selection: Selection

  private static let pageSize = 20
  private static let statuses: [RequestStatus] = [.failure, .blocked, .cancelled]
  private var state: TableState { visit.table("failures") }

  private var failed: Selection {
    Self.statuses.reduce(selection) { $0.narrowed(to: Condition(.status, $1.rawValue)) }
  }

  var panel: Panel {
    let cursor = visit.parameters["failures.cursor"].flatMap { RecordQuery.Cursor($0) }
    let items = failed.periodItems + [("zone", failed.zone.id)] + failed.filterItems + [("limit", String(Self.pageSize))]
    let source = Panel.Source(Address("/v1/requests", items + (cursor.map { [("cursor", $0.description)] } ?? [])).text)
    return Panel("failures", UserTexts.failures, sources: [source]) {
      let query = try RecordQuery(
        scope: visit.reader.projects, where: failed.conditions.filter, period: failed.period, zone: failed.zone, limit: Self.pageSize,
        after: cursor, now: visit.now)
      let page = try await visit.ports.records.records(query, budget: visit.inquiry.budget)
      guard !page.events.isEmpty else { return PanelBody("<p class=\"note\">\(UserTexts.noFailures)</p>") }
      let table = RequestTable(visit: visit, events: page.events.map(\.event)).table
      let list = ListTable(table: table, caption: UserTexts.failures, state: state, sortable: [])
      let pager = CursorPager(list: UserTexts.failures, isFirst: cursor == nil, next: page.next?.description, state: state).html
      return PanelBody("\(list.html)\(pager)", table: table)
    }
  }
}
