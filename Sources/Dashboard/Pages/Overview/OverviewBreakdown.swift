import Semantics
import Usage
import Web

/// Who or what the usage was, each name a filter by a click.
struct OverviewBreakdown: Sendable {
  let visit: Visit
  let attribute: Attribute
  let question: Question
  /// The whole, of which the rows are shares.
  let summary: Question

  var panel: Panel {
    Panel("by-" + attribute.name, OverviewTexts.by(attribute.title), question, width: .narrow, visit: visit) { result in
      let total = try? await visit.inquiry.result(summary).answerRows.first
      let table = BreakdownTable(
        attribute, result, total: total, path: visit.path, selection: visit.selection, labels: try await labels(of: result))
      return PanelBody(table.html, table: DataTable(result))
    }
  }

  /// Of profiles, whose ids may say nothing to anybody, the names that requests gave them.
  private func labels(of result: QueryResult) async throws -> [String: String] {
    let ids = result.answerRows.compactMap { $0[.by(attribute)].word }
    guard attribute == .profile, !ids.isEmpty else { return [:] }
    let query = Query(
      [.requests], by: [.by(.profile), .by(.profileName)], where: .isIn(.by(.profile), ids), period: visit.selection.period,
      zone: visit.selection.zone)
    let found = try await visit.ports.engine.run(try Plan(query, scope: visit.inquiry.scope, now: visit.now), budget: visit.inquiry.budget)
    return found.answerRows.reduce(into: [:]) { names, row in
      // Of two names of one profile the first in their order stands.
      if let id = row[.by(.profile)].word, let name = row[.by(.profileName)].word, names[id] == nil { names[id] = name }
    }
  }
}
