import Usage

/// Where budgets are kept. A change and the record of it are one.
package protocol BudgetStore: Sendable {
  func budgets() async throws -> [Budget]
  /// Takes the place of the one with the same id.
  func put(_ budget: Budget, audit: AuditRecord?) async throws
  func removeBudget(_ id: ID<Budget>, audit: AuditRecord?) async throws
}

extension BudgetStore {
  package func put(_ budget: Budget) async throws { try await put(budget, audit: nil) }
  package func removeBudget(_ id: ID<Budget>) async throws { try await removeBudget(id, audit: nil) }
}
