import Synchronization
import Usage

/// All budgets, in memory, in front of their store.
package final class BudgetBook: Sendable {
  private let store: any BudgetStore
  private let state: Mutex<[ID<Budget>: Budget]>

  package init(store: any BudgetStore) async throws {
    self.store = store
    state = Mutex(Dictionary(try await store.budgets().map { ($0.id, $0) }) { first, _ in first })
  }

  /// What somebody who may see these projects may see: users first, then by the owner's id and the project.
  package func all(in scope: ProjectScope = .all) -> [Budget] {
    state.withLock { Array($0.values) }.filter { scope == .all || $0.scope == scope }.sorted { $0.place < $1.place }
  }

  package func budget(_ id: String, in scope: ProjectScope = .all) throws(BudgetFailure) -> Budget {
    guard let found = state.withLock({ $0[ID(id)] }), scope == .all || found.scope == scope else { throw .noSuchBudget(id) }
    return found
  }

  /// The budget of exactly this owner and these projects.
  package func budget(of owner: BudgetOwner, _ scope: ProjectScope) -> Budget? {
    var project: ID<Project>?
    if case .only(let own) = scope { project = own }
    return state.withLock { $0[Budget.id(of: owner, project)] }
  }

  /// The budgets that a call of this project must keep to: the project's own before that of all projects.
  package func budgets(binding owner: BudgetOwner, in scope: ProjectScope) -> [Budget] {
    let own = scope == .all ? nil : budget(of: owner, scope)
    return [own, budget(of: owner, .all)].compactMap { $0 }.filter(\.isActive)
  }

  /// Makes the owner's budget, or puts this in its place.
  package func put(
    _ request: BudgetRequest, now: Timestamp, by who: String = AuditRecord.program
  ) async throws -> (budget: Budget, isNew: Bool) {
    var budget = try request.checked(now: now)
    let earlier = state.withLock { $0[budget.id] }
    if let earlier { budget.createdAt = earlier.createdAt }
    let audit = AuditRecord(
      at: now, who: who, what: earlier == nil ? "budget.create" : "budget.change", subject: budget.id.text, before: earlier?.auditDocument,
      after: budget.auditDocument)
    try await store.put(budget, audit: audit)
    state.withLock { [budget] in $0[budget.id] = budget }
    return (budget, earlier == nil)
  }

  package func remove(
    _ id: String, in scope: ProjectScope = .all, now: Timestamp = TimeSource.system.now(), by who: String = AuditRecord.program
  ) async throws -> Budget {
    let budget = try budget(id, in: scope)
    try await store.removeBudget(
      budget.id,
      audit: AuditRecord(at: now, who: who, what: "budget.remove", subject: budget.id.text, before: budget.auditDocument))
    state.withLock { _ = $0.removeValue(forKey: budget.id) }
    return budget
  }

  /// Reads all of them again, after somebody else has changed the store.
  package func reload() async throws {
    let kept = Dictionary(try await store.budgets().map { ($0.id, $0) }) { first, _ in first }
    state.withLock { $0 = kept }
  }
}

extension Budget {
  fileprivate var place: (String, String, String) { (owner.kind == .user ? "" : owner.kind.rawValue, owner.id, project?.text ?? "") }
}
