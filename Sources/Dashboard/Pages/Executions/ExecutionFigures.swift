import Semantics
import Usage
import Web

/// The panels that are made of the report about executions.
struct ExecutionFigures: Sendable {
  let visit: Visit
  let source: Panel.Source
  let summary: Asked<ExecutionSummary>
  private let found: Asked<ExecutionErrors>

  static let users = 100

  init(_ visit: Visit) {
    self.visit = visit
    source = visit.report("/v1/reports/executions", limit: Self.users)
    let (reports, about, budget) = (visit.ports.reports, visit.stretch, visit.inquiry.budget)
    summary = Asked { try await reports.executionSummary(about, budget: budget) }
    found = Asked { try await reports.executionErrors(about, budget: budget) }
  }

  var tiles: Panel {
    Panel("summary", ExecutionsTexts.summary, sources: [source]) {
      let summary = try await summary.value, errors = try await found.value
      return TileRow([
        .init("executions", ExecutionsTexts.executions, .integer(summary.total)),
        .init("success_rate", ExecutionsTexts.successRate, Self.rate(summary.successes, summary.total), .ratio),
        .init("failed", ExecutionsTexts.failed, .integer(summary.total - summary.successes)),
        .init("failed_with_errors", ExecutionsTexts.withMessage, .integer(errors.executions)),
        .init("users", ExecutionsTexts.users, .integer(summary.users)), .init("chats", ExecutionsTexts.chats, .integer(summary.chats)),
        .init("models", ExecutionsTexts.models, .integer(Int64(summary.models.count))),
        .init("failed_agents", ExecutionsTexts.failedAgents, .integer(Int64(summary.failedAgents.count))),
      ]).body
    }
  }

  var byModel: Panel {
    Panel("by-model", ExecutionsTexts.byModel, width: .half, sources: [source]) {
      let rows = try await summary.value.models.map { model in
        [DataTable.Cell.text(model.name, link: visit.link(to: PageLinks.model(model.name)))] + Self.cells(model.total, model.successes)
      }
      return table("by-model", .init("model", ExecutionsTexts.model), rows, ExecutionsTexts.byModel)
    }
  }

  var byUser: Panel {
    Panel("by-user", ExecutionsTexts.byUser, width: .half, sources: [source]) {
      let users = try await visit.ports.reports.executionsByUser(visit.stretch, limit: Self.users, budget: visit.inquiry.budget)
      let names = try await visit.ports.names.names(of: users.map(\.user.text), in: visit.reader.projects)
      let rows = users.map { user in
        [DataTable.Cell.text(names[user.user.text] ?? user.user.text, link: visit.link(to: PageLinks.user(user.user.text)))]
          + Self.cells(user.total, user.successes)
      }
      return table("by-user", .init("user", ExecutionsTexts.user), rows, ExecutionsTexts.byUser)
    }
  }

  private func table(_ id: String, _ head: DataTable.Column, _ rows: [[DataTable.Cell]], _ caption: String) -> PanelBody {
    guard !rows.isEmpty else { return PanelBody("<p class=\"note\">–</p>") }
    let columns = [
      head, .init("executions", ExecutionsTexts.executions, .count), .init("failed", ExecutionsTexts.failed, .count),
      .init("success_rate", ExecutionsTexts.successRate, .ratio),
    ]
    return SortableTable(DataTable(columns, rows: rows), caption: caption, state: visit.table(id), pageSize: 10).body
  }

  private static func cells(_ total: Int64, _ successes: Int64) -> [DataTable.Cell] {
    [.init(.integer(total)), .init(.integer(total - successes)), .init(rate(successes, total))]
  }

  private static func rate(_ part: Int64, _ whole: Int64) -> Value { whole > 0 ? .real(Double(part) / Double(whole)) : .null }
}

// What went wrong.
extension ExecutionFigures {
  var errors: Panel {
    Panel("errors", ExecutionsTexts.errors, sources: [source]) {
      let counts = Dictionary(try await found.value.errors.map { ($0.category, $0.count) }, uniquingKeysWith: +)
      guard !counts.isEmpty else { return PanelBody("<p class=\"note\">\(ExecutionsTexts.noErrors)</p>") }
      let rows = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map { name, count in
        let meaning = ExecutionsTexts.meaning(of: ErrorCategory(rawValue: name))
        return [
          DataTable.Cell(.text(name)), .init(.integer(count)), .init(.text(meaning), html: "<span class=\"prose\">\(meaning)</span>"),
        ]
      }
      let columns: [DataTable.Column] = [
        .init("category", ExecutionsTexts.category), .init("errors", ExecutionsTexts.count, .count),
        .init("meaning", ExecutionsTexts.meaning),
      ]
      return SortableTable(DataTable(columns, rows: rows), caption: ExecutionsTexts.errors, state: visit.table("errors")).body
    }
  }

  var agents: Panel {
    Panel("agents", ExecutionsTexts.agents, sources: [source]) {
      let errors = try await found.value.errors
      guard !errors.isEmpty else { return PanelBody("<p class=\"note\">\(ExecutionsTexts.noErrors)</p>") }
      let matrix = ErrorMatrix(errors)
      return PanelBody(matrix.map.html, table: matrix.table)
    }
  }
}
