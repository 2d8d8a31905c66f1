import Accounts
import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

extension SpendingAPI {
  private static let metrics: [Metric] = [.cost, .topLevelRequests, .totalTokens, .unpricedRequests]

  var usersUsage: Endpoint {
    Endpoint(
      .get, "/v1/usage/users", access: .scope(.read),
      .init(
        "usersUsage", "Usage by user, with their budgets",
        description:
          "The most expensive first. The row without a user is what ran by itself. Who has a budget is listed also without usage in "
          + "the period, unless there are filters. `ceilings` are those of this day and month, whatever the period.",
        tags: ["Usage", "Budgets"]),
      parameters: QuestionParameters.period + QuestionParameters.filters + [
        .query("limit", .integer(1...10_000), "At most so many rows; 1,000 if absent."),
        .query("offset", .integer(0...1_000_000), "How many rows to leave out."),
      ],
      answers: [.init(.ok, "The rows.", [.json: UsersAnswer.schema])]
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: Self.metrics)
      document.dimensions = [Attribute.user.name]
      document.order = ["-" + Metric.cost.name, "-" + Metric.topLevelRequests.name]
      document.limit = document.limit ?? 1_000
      return .json(try await answer(document, try call.principal.projects).json)
    }
  }

  private func answer(_ document: QueryDocument, _ scope: ProjectScope) async throws -> UsersAnswer {
    let now = clock.now()
    let result = try await engine.run(try Plan(document, scope: scope, now: now, zone: zone), budget: queryBudget)
    var rows = result.rows.map(UserRow.init)
    let present = Set(rows.compactMap(\.id))
    let holders = budgets.all().filter { $0.owner.kind == .user && $0.scope == scope && $0.isActive && !$0.limits.isEmpty }
    // A user's row may be on another page; without pages there is no other.
    if document.filter == nil, document.offset ?? 0 == 0, !result.isTruncated {
      rows += holders.map(\.owner.id).filter { !present.contains($0) }.map(UserRow.init)
    }
    let shown = Set(rows.compactMap(\.id))
    let relevant = holders.filter { shown.contains($0.owner.id) }
    let spent = try await ledger.spent(by: relevant.map(\.owner.id), .user, in: scope, now: now)
    for budget in relevant {
      for index in rows.indices where rows[index].id == budget.owner.id {
        rows[index].budget = (budget.id, standings(of: budget, spent[budget.owner.id] ?? [:], now: now))
      }
    }
    return UsersAnswer(result: result, rows: rows, names: try await names.names(of: shown.sorted(), in: scope), zone: zone)
  }
}

/// What one user did in the period.
struct UserRow {
  /// nil: what ran without a user.
  let id: String?
  private(set) var cost: NanoUSD?
  private(set) var requests: Int64 = 0
  private(set) var tokens: Int64 = 0
  private(set) var unpriced: Int64 = 0
  var budget: (id: ID<Budget>, ceilings: [CeilingStanding])?

  /// Somebody without usage in the period.
  init(_ id: String) {
    self.id = id
    cost = .zero
  }

  init(_ row: [Value]) {
    if case .text(let text) = row[0] { id = text } else { id = nil }
    if case .money(let money) = row[1] { cost = money }
    if case .integer(let number) = row[2] { requests = number }
    if case .integer(let number) = row[3] { tokens = number }
    if case .integer(let number) = row[4] { unpriced = number }
  }

  func label(_ names: [String: String]) -> String { id.map { names[$0] ?? "user #" + $0 } ?? "system" }
}
