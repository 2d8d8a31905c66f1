import Accounts
import Semantics
import Usage

/// Who used how much, with their names and budgets: what the API answers and the pages show.
package struct UsersReport: Sendable {
  private let engine: any QueryEngine
  private let budgets: BudgetBook
  private let names: any NameDirectory
  private let zone: Zone
  private let queryBudget: QueryBudget

  package static let metrics: [Metric] = [.cost, .topLevelRequests, .totalTokens, .unpricedRequests, .lastSeen]

  /// - Parameter zone: the server's, in which the budgets' days and months begin.
  package init(engine: any QueryEngine, budgets: BudgetBook, names: any NameDirectory, zone: Zone, queryBudget: QueryBudget) {
    self.engine = engine
    self.budgets = budgets
    self.names = names
    self.zone = zone
    self.queryBudget = queryBudget
  }

  /// - Parameter plan: `metrics` by user.
  package func answer(_ plan: Plan, hasFilter: Bool, now: Timestamp) async throws -> UsersAnswer {
    let scope = plan.scope
    let result = try await engine.run(plan, budget: queryBudget)
    var rows = result.rows.map(UserRow.init)
    let present = Set(rows.compactMap(\.id))
    let holders = budgets.all().filter { $0.owner.kind == .user && $0.scope == scope && $0.isActive && !$0.limits.isEmpty }
    // After everybody else, and so on the last page.
    if !hasFilter, !result.isTruncated, plan.offset == 0 || !rows.isEmpty {
      let others = holders.map(\.owner.id).filter { !present.contains($0) }
      let elsewhere = plan.offset == 0 ? [] : try await active(others, plan)
      rows += others.filter { !elsewhere.contains($0) }.map(UserRow.init)
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

  /// Those of the users who did anything in a plan's period.
  private func active(_ users: [String], _ plan: Plan) async throws -> Set<String> {
    var found: Set<String> = []
    for start in stride(from: 0, to: users.count, by: Self.usersAtOnce) {
      let portion = Array(users[start..<min(start + Self.usersAtOnce, users.count)])
      let asked = plan.grouped(by: [.by(.user)], [.requests]).narrowed(to: .isIn(.by(.user), portion))
      for row in try await engine.run(asked, budget: queryBudget).rows {
        if case .text(let id) = row[0] { found.insert(id) }
      }
    }
    return found
  }

  private static let usersAtOnce = 400

  /// Users by a part of their id or name.
  package func filter(finding words: String, in scope: ProjectScope) async throws -> Filter {
    let key = Filter.Key.by(.user)
    return .or([.containsIgnoringCase(key, words), .isIn(key, try await names.users(called: words, in: scope))])
  }

  private var ledger: BudgetLedger { BudgetLedger(engine: engine, zone: zone, budget: queryBudget) }

  private func standings(of budget: Budget, _ spent: BudgetLedger.Windows, now: Timestamp) -> [CeilingStanding] {
    CeilingStanding.all(of: budget, spent) { ledger.reset(of: $0, now: now) }
  }
}
