import Semantics
import Surfaces
import Usage
import Web

/// Finds users and models by a part of their names, from every page.
struct SearchPage: Page {
  let path = "/search"
  let title = SearchTexts.title
  let place = NavigationPlace.overview
  let isListed = false
  let controls = PageControls.none

  private static let limit = 50

  func panels(_ visit: Visit) async -> [Panel] {
    let words = String((visit.parameters["q"] ?? "").prefix(200))
    return [models(words, visit), users(words, visit)]
  }

  private func models(_ words: String, _ visit: Visit) -> Panel {
    let source = Panel.Source("/v1/usage/query", body: Self.question(words))
    return panel("models", SearchTexts.models, words, source, visit) {
      let key = Filter.Key.by(.model)
      let result = try await visit.inquiry.result(
        Query([.requests], by: [.by(.model)], where: .containsIgnoringCase(key, words), period: .all, limit: Self.limit))
      return result.answerRows.compactMap { row in
        guard case .text(let name) = row[.by(.model)] else { return nil }
        return [.text(name, link: PageLinks.model(name)), .init(row[.requests])]
      }
    }
  }

  /// By id, name or address, as the list of users is searched.
  private func users(_ words: String, _ visit: Visit) -> Panel {
    let items = [("search", words), ("period", "all"), ("limit", String(Self.limit))]
    return panel("users", SearchTexts.users, words, .init(Address("/v1/usage/users", items).text), visit) {
      let report = visit.ports.users(zone: visit.selection.serverZone, budget: visit.inquiry.budget)
      var query = Query(UsersReport.metrics, by: [.by(.user)], period: .all, zone: visit.selection.zone, limit: Self.limit)
      query.order = [.descending(.metric(.cost)), .descending(.metric(.topLevelRequests))]
      let plan = try Plan(query, scope: visit.inquiry.scope, now: visit.now)
      let narrowed = plan.narrowed(to: try await report.filter(finding: words, in: plan.scope))
      let answer = try await report.answer(narrowed, hasFilter: true, now: visit.now)
      return answer.rows.compactMap { row in
        row.id.map { [.text(answer.names[$0] ?? $0, link: PageLinks.user($0)), .init(.integer(row.requests))] }
      }
    }
  }

  private func panel(
    _ id: String, _ title: String, _ words: String, _ source: Panel.Source, _ visit: Visit,
    rows: @escaping @Sendable () async throws -> [[DataTable.Cell]]
  ) -> Panel {
    Panel(id, title, width: .half, sources: words.isEmpty ? [] : [source]) {
      guard !words.isEmpty else { return PanelBody(EmptyState(title: SearchTexts.nothingAsked, advice: SearchTexts.howToAsk).html) }
      let rows = try await rows()
      guard !rows.isEmpty else { return PanelBody(EmptyState(title: SearchTexts.nothingFound, advice: SearchTexts.otherWords).html) }
      let table = DataTable([.init("name", SearchTexts.name), .init(.requests)], rows: rows)
      return SortableTable(table, caption: title, state: visit.table(id)).body
    }
  }

  private static func question(_ words: String) -> String {
    JSONValue.object([
      "metrics": .array([.string("requests")]), "dimensions": .array([.string("model")]), "period": .string("all"),
      "filter": .object(["dimension": .string("model"), "contains_ignoring_case": .string(words)]), "limit": .number(Double(limit)),
    ]).text
  }
}
