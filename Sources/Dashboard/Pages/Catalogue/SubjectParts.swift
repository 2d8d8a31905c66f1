import Semantics
import Usage
import Web

/// Who or what a subject was used by, each name leading to its page.
struct SubjectParts: Sendable {
  let subject: Subject
  let attribute: Attribute
  let title: String
  let link: @Sendable (String) -> String

  private static let limit = 200
  private static let metrics: [Metric] = [.cost, .requests, .totalTokens, .unpricedRequests]

  var panel: Panel {
    let id = "by-" + attribute.name, visit = subject.visit
    let question = subject.question(.breakdown(attribute, limit: Self.limit), Self.metrics)
    return Panel(id, title, question, width: .half, visit: visit) { result in
      let rows = result.answerRows
      let words = try await words(rows.compactMap { $0[.by(attribute)].word })
      let columns: [DataTable.Column] = [
        .init(attribute.name, attribute.title), .init(.cost, title: CatalogueTexts.cost), .init(.requests), .init(.totalTokens),
      ]
      let table = DataTable(
        columns,
        rows: rows.map { row in
          [name(row[.by(attribute)], words), UsageColumns.cost(row), .init(row[.requests]), .init(row[.totalTokens])]
        })
      var body = SortableTable(table, caption: title, state: visit.table(id), pageSize: 10).body
      if result.isTruncated {
        body = PanelBody("\(body.html)<p class=\"note\">\(CatalogueTexts.truncated(Self.limit))</p>", table: body.table)
      }
      return body
    }
  }

  private func name(_ value: Value, _ words: [String: String]) -> DataTable.Cell {
    // What ran by itself, as the overview calls it.
    if value == .null, attribute == .user { return .init(.null, html: "<i class=\"unknown\">\(UsersTexts.system)</i>") }
    guard let id = value.word, let word = words[id] else { return UsageColumns.name(value, link: link) }
    return .init(value, html: "<a href=\"\(url: link(id))\" title=\"\(id)\">\(word)</a>")
  }

  /// What people are called, where the directory knows it.
  private func words(_ ids: [String]) async throws -> [String: String] {
    guard attribute == .user else { return [:] }
    return try await subject.visit.ports.names.names(of: ids, in: subject.visit.reader.projects)
  }
}
