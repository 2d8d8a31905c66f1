import Accounts
import Semantics
import Usage

/// What owners have used in the windows of their budgets, out of the same records as every other answer.
package struct BudgetLedger: Sendable {
  package typealias Windows = [Ceiling.Window: Spending]

  package let engine: any QueryEngine
  package let zone: Zone
  package let budget: QueryBudget

  package init(engine: any QueryEngine, zone: Zone, budget: QueryBudget) {
    self.engine = engine
    self.zone = zone
    self.budget = budget
  }

  /// By the owners' ids; who used nothing this month is not there. One question by day tells the month and the day alike, so the two can
  /// never disagree.
  package func spent(
    by ids: [String], _ kind: BudgetOwner.Kind, in scope: ProjectScope, now: Timestamp
  ) async throws -> [String: Windows] {
    let today = Value.instant(zone.start(of: zone.date(of: now)))
    var found: [String: Windows] = [:]
    for start in stride(from: 0, to: ids.count, by: Self.ownersAtOnce) {
      let asked = Array(ids[start..<min(start + Self.ownersAtOnce, ids.count)])
      let query = Query(
        [.topLevelRequests, .totalTokens, .cost], by: [.time(.day), .by(kind.attribute)], where: .isIn(.by(kind.attribute), asked),
        period: .month, zone: zone)
      let result = try await engine.run(try Plan(query, scope: scope, now: now), budget: budget)
      for row in result.rows {
        guard case .text(let id) = row[1], let spending = Spending(row.dropFirst(2)) else { continue }
        found[id, default: [:]][.month, default: Spending()] = (found[id]?[.month] ?? Spending()) + spending
        if row[0] == today { found[id, default: [:]][.day] = spending }
      }
    }
    return found
  }

  package func spent(under budget: Budget, now: Timestamp) async throws -> Windows {
    try await spent(by: [budget.owner.id], budget.owner.kind, in: budget.scope, now: now)[budget.owner.id] ?? [:]
  }

  /// When a window begins anew.
  package func reset(of window: Ceiling.Window, now: Timestamp) -> Timestamp {
    let today = zone.date(of: now)
    return zone.start(of: window == .day ? today.adding(days: 1) : today.startOfMonth(adding: 1))
  }

  private static let ownersAtOnce = 300
}

extension BudgetOwner.Kind {
  fileprivate var attribute: Attribute {
    switch self {
    case .user: .user
    case .configuration: .configuration
    }
  }
}

extension Spending {
  /// Requests, tokens and cost as a row has them. A cost that nobody knows adds nothing to a sum.
  fileprivate init?(_ values: ArraySlice<Value>) {
    let values = Array(values)
    guard case .integer(let requests) = values[0], case .integer(let tokens) = values[1] else { return nil }
    var cost = NanoUSD.zero
    if case .money(let known) = values[2] { cost = known }
    self.init(requests: requests, tokens: tokens, cost: cost)
  }
}
