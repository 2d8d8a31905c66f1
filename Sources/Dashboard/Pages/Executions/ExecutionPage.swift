import Semantics
import Usage
import Web

/// One execution: what is known of it, what its agents said, and its code where that is kept.
struct ExecutionPage: Page {
  let path = "/executions/{id}"
  let title = ExecutionsTexts.one
  let place = NavigationPlace.executions
  let isListed = false
  let controls = PageControls.none

  /// Ids are unique within a project only.
  private static let limit = 10

  func heading(_ visit: Visit) async -> String { ExecutionsTexts.one + " " + visit.segment("id") }

  func panels(_ visit: Visit) async -> [Panel] {
    let source = Panel.Source(Address("/v1/executions", [("id", visit.segment("id"))]).text)
    let query = ActivityQuery<ExecutionRecord>(scope: visit.reader.projects, ids: [visit.segment("id")], limit: Self.limit)
    do {
      let found = try await visit.ports.activity.activity(query, budget: visit.inquiry.budget).records
      guard !found.isEmpty else { return [Panel("about", ExecutionsTexts.about) { PanelBody(missing(visit)) }] }
      let users = Set(found.compactMap(\.user?.text)).sorted()
      let names = try await visit.ports.names.names(of: users, in: visit.reader.projects)
      return found.enumerated().flatMap { index, record in
        ExecutionView(record: record, names: names, suffix: index == 0 ? "" : "-\(index + 1)", source: source, visit: visit).panels
      }
    } catch {
      return [Panel("about", ExecutionsTexts.about, sources: [source]) { throw error }]
    }
  }

  private func missing(_ visit: Visit) -> HTML {
    EmptyState(
      title: ExecutionsTexts.missing, advice: ExecutionsTexts.missingAdvice,
      actions: [(title: ExecutionsTexts.toList, address: visit.link(to: "/executions"))]
    ).html
  }
}

extension PageLinks {
  static func execution(_ id: String) -> String { "/executions/" + PercentEncoding.encode(id) }
}
