import Semantics
import Usage
import Web

/// Finds users and models by a part of their names, from every page.
struct SearchPage: Page {
  let path = "/search"
  let title = SearchTexts.title
  let place = NavigationPlace.overview
  let isListed = false
  let controls = PageControls.none

  func panels(_ visit: Visit) async -> [Panel] {
    let words = String((visit.parameters["q"] ?? "").prefix(200))
    return [
      found("models", SearchTexts.models, .model, words, visit, PageLinks.model),
      found("users", SearchTexts.users, .user, words, visit, PageLinks.user),
    ]
  }

  private func found(
    _ id: String, _ title: String, _ attribute: Attribute, _ words: String, _ visit: Visit, _ link: @escaping @Sendable (String) -> String
  ) -> Panel {
    Panel(id, title, width: .half) {
      guard !words.isEmpty else { return PanelBody(EmptyState(title: SearchTexts.nothingAsked, advice: SearchTexts.howToAsk).html) }
      let key = Filter.Key.by(attribute)
      let result = try await visit.inquiry.result(
        Query([.requests], by: [.by(attribute)], where: .containsIgnoringCase(key, words), period: .all, limit: 50))
      let rows = result.answerRows.compactMap { row -> [DataTable.Cell]? in
        guard case .text(let name) = row[.by(attribute)] else { return nil }
        return [.text(name, link: link(name)), .init(row[.requests])]
      }
      guard !rows.isEmpty else { return PanelBody(EmptyState(title: SearchTexts.nothingFound, advice: SearchTexts.otherWords).html) }
      let table = DataTable([.init(attribute.name, attribute.title), .init(.requests)], rows: rows)
      return SortableTable(table, caption: title, state: visit.table(id)).body
    }
  }
}
