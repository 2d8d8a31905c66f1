import Semantics
import Usage
import Web

/// Requests as they are recorded. The page comes with the latest; a script keeps it up to date by the server's stream.
struct LivePage: Page {
  let path = "/live"
  let title = LiveTexts.title
  let place = NavigationPlace.live
  let controls: PageControls = [.filters]
  let scripts = ["live.js"]

  static let rows = 50
  private static let period = Period.hours(24)

  func panels(_ visit: Visit) async -> [Panel] {
    let filters = visit.selection.filterItems
    let stream = Address("/v1/live", filters).text
    let list = Address("/v1/requests", [("period", "24h")] + filters + [("limit", String(Self.rows))]).text
    return [
      Panel("latest", LiveTexts.latest, sources: [.init(list)]) {
        let query = try RecordQuery(
          scope: visit.reader.projects, where: visit.selection.conditions.filter, period: Self.period, zone: visit.selection.zone,
          limit: Self.rows, now: visit.now)
        let page = try await visit.ports.records.records(query, budget: visit.inquiry.budget)
        let users = Set(page.events.compactMap(\.event.user?.text)).sorted()
        let names = try await visit.ports.names.names(of: users, in: visit.reader.projects)
        let rows = page.events.map { LiveRow($0.event, zone: visit.selection.zone, names: names) }
        return PanelBody(
          LiveView(rows: rows, stream: stream, list: list, visit: visit).html, table: DataTable(LiveRow.columns, rows: rows.map(\.cells)))
      }
    ]
  }
}
