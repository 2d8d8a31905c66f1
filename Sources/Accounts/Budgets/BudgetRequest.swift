import Foundation
import Usage

/// The wish for a budget, not yet checked.
package struct BudgetRequest: Sendable {
  package var owner: BudgetOwner
  package var project: String?
  /// Costs in dollars. Zero means no bound.
  package var limits: [Ceiling: Decimal]
  package var isActive: Bool

  package init(owner: BudgetOwner, project: String? = nil, limits: [Ceiling: Decimal], isActive: Bool = true) {
    self.owner = owner
    self.project = project
    self.limits = limits
    self.isActive = isActive
  }

  package static let largestCount = Decimal(1_000_000_000_000_000 as Int64)
  package static let largestCost = Decimal(1_000_000_000)

  /// - Throws: everything that is wrong at once.
  func checked(now: Timestamp) throws(BudgetFailure) -> Budget {
    var problems: [BudgetFailure.Field] = []
    if !(1...200).contains(owner.id.utf8.count) { problems.append(.init("\(owner.kind.rawValue)_id", "must have 1 to 200 bytes")) }
    if let project, !(1...200).contains(project.utf8.count) { problems.append(.init("project", "must have 1 to 200 bytes")) }
    var amounts: [Ceiling: Int64] = [:]
    for ceiling in Ceiling.allCases {
      guard let limit = limits[ceiling] else { continue }
      if let amount = Self.amount(limit, ceiling.axis) { amounts[ceiling] = amount } else { problems.append(Self.problem(ceiling)) }
    }
    guard problems.isEmpty else { throw .invalid(problems) }
    return Budget(
      owner: owner, project: project.map { ID($0) }, limits: amounts, isActive: isActive, createdAt: now, updatedAt: now)
  }

  /// Cost is kept to the hundredth of a cent. What would vanish in that is refused: 0 would lift the ceiling instead.
  private static func amount(_ limit: Decimal, _ axis: Ceiling.Axis) -> Int64? {
    guard limit >= 0, limit <= (axis == .cost ? largestCost : largestCount) else { return nil }
    var exact = limit, rounded = Decimal()
    NSDecimalRound(&rounded, &exact, axis == .cost ? 4 : 0, .plain)
    guard rounded > 0 || limit == 0 else { return nil }
    if axis == .cost { return NanoUSD(dollars: rounded)?.nanos }
    return rounded == limit ? Int64(rounded.description) : nil
  }

  private static func problem(_ ceiling: Ceiling) -> BudgetFailure.Field {
    .init(
      ceiling.recordKey,
      ceiling.axis == .cost
        ? "must be 0 (no bound) or from 0.0001 to \(largestCost) US dollars" : "must be a whole number from 0 (no bound) to \(largestCount)"
    )
  }
}
