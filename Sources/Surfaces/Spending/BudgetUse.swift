import Accounts
import Semantics
import Usage

/// A budget and how far it is used up.
package struct BudgetUse: Sendable {
  package let budget: Budget
  package let standings: [CeilingStanding]
}

extension BudgetLedger {
  /// In the order of the budgets. Owners of one kind and with one project's budgets are asked about together.
  package func uses(of budgets: [Budget], now: Timestamp) async throws -> [BudgetUse] {
    var spent: [Company: [String: Windows]] = [:]
    for (company, members) in Dictionary(grouping: budgets.filter { !$0.limits.isEmpty }, by: Company.init) {
      spent[company] = try await self.spent(by: members.map(\.owner.id), company.kind, in: company.scope, now: now)
    }
    return budgets.map { budget in
      let windows = spent[Company(budget)]?[budget.owner.id] ?? [:]
      return BudgetUse(budget: budget, standings: CeilingStanding.all(of: budget, windows) { reset(of: $0, now: now) })
    }
  }
}

/// What budgets that one question can be asked about have in common.
private struct Company: Hashable {
  let kind: BudgetOwner.Kind
  let scope: ProjectScope

  init(_ budget: Budget) {
    kind = budget.owner.kind
    scope = budget.scope
  }
}
