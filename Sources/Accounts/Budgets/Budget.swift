import Crypto
import Foundation
import Usage

/// How much somebody may use in a day and in a month.
package struct Budget: Hashable, Sendable {
  package let owner: BudgetOwner
  /// Whose events are counted; nil: those of all projects.
  package let project: ID<Project>?
  /// Above zero each. What is not here is not bounded.
  package var limits: [Ceiling: Int64]
  package var isActive: Bool
  package var createdAt: Timestamp
  package var updatedAt: Timestamp

  package init(
    owner: BudgetOwner, project: ID<Project>? = nil, limits: [Ceiling: Int64], isActive: Bool = true, createdAt: Timestamp,
    updatedAt: Timestamp
  ) {
    self.owner = owner
    self.project = project
    self.limits = limits.filter { $0.value > 0 }
    self.isActive = isActive
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }

  /// Made from the owner and the project, so that nobody can have two budgets of which one is forgotten.
  package var id: ID<Budget> { Self.id(of: owner, project) }

  package static func id(of owner: BudgetOwner, _ project: ID<Project>?) -> ID<Budget> {
    // The lengths keep apart what would read the same when joined.
    let parts = [owner.kind.rawValue, owner.id] + (project.map { [$0.text] } ?? [])
    let digest = SHA256.hash(data: Data(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8))
    return ID("budget_" + digest.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }

  package var scope: ProjectScope { project.map { .only($0) } ?? .all }

  /// The first ceiling that would be passed. At a ceiling is not beyond it: ten requests of ten are allowed, the eleventh is not, and
  /// tokens that were used up to their ceiling let one more call pass as long as nobody says how many it will take.
  package func passed(after spent: [Ceiling.Window: Spending], by planned: Spending) -> Ceiling? {
    guard isActive else { return nil }
    return Ceiling.allCases.first { ceiling in
      guard let limit = limits[ceiling] else { return false }
      return (spent[ceiling.window]?[ceiling.axis] ?? 0).addingSaturated(planned[ceiling.axis]) > limit
    }
  }
}
