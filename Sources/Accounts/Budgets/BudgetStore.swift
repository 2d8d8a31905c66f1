import Usage

/// Where budgets are kept.
package protocol BudgetStore: Sendable {
  func budgets() async throws -> [Budget]
  /// Takes the place of the one with the same id.
  func put(_ budget: Budget) async throws
  func removeBudget(_ id: ID<Budget>) async throws
}
