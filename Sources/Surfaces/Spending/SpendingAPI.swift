import Accounts
import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

/// What was spent as lists of records show it, and budgets: their records, the check against them, and who used how much of theirs.
package struct SpendingAPI: Sendable {
  let engine: any QueryEngine
  let budgets: BudgetBook
  /// The names of those users that somebody has told; the others go by their ids.
  let names: any NameDirectory
  let clock: TimeSource
  let zone: Zone
  let queryBudget: QueryBudget

  package init(
    engine: any QueryEngine, budgets: BudgetBook, names: any NameDirectory, clock: TimeSource, zone: Zone,
    queryBudget: QueryBudget
  ) {
    self.engine = engine
    self.budgets = budgets
    self.names = names
    self.clock = clock
    self.zone = zone
    self.queryBudget = queryBudget
  }

  package var endpoints: [Endpoint] {
    [listBudgets, putBudget, readBudget, replaceBudget, removeBudget, checkBudget, usersUsage, usageColumns]
  }

  var users: UsersReport {
    UsersReport(engine: engine, budgets: budgets, names: names, zone: zone, queryBudget: queryBudget)
  }

  var ledger: BudgetLedger { BudgetLedger(engine: engine, zone: zone, budget: queryBudget) }

  func standings(of budget: Budget, _ spent: BudgetLedger.Windows, now: Timestamp) -> [CeilingStanding] {
    CeilingStanding.all(of: budget, spent) { ledger.reset(of: $0, now: now) }
  }

  static func problem(_ failure: BudgetFailure) -> Problem {
    switch failure {
    case .noSuchBudget(let id): Problem(.notFound, "There is no budget \(id.prefix(100).debugDescription).")
    case .invalid(let fields):
      Problem(
        .unprocessableContent, fields.first.map { "\($0.name): \($0.message)" }, errors: fields.map { .init($0.name, $0.message) })
    }
  }
}
