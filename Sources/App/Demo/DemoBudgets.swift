import Accounts
import Usage

/// Budgets of some of the demo's people, set so that each stands somewhere else this month: beyond its ceiling, near it, far from it.
struct DemoBudgets {
  /// How much of the cost of a month is used up; nil bounds nothing now.
  private static let parts: [(owner: BudgetOwner, part: Double, isActive: Bool)] = [
    (.user(DemoPeople.all[0].id), 1.18, true), (.user(DemoPeople.all[1].id), 0.93, true), (.user(DemoPeople.all[2].id), 0.55, true),
    (.user(DemoPeople.all[3].id), 0.3, true), (.user(DemoPeople.all[4].id), 0.4, false),
    (.configuration(DemoUsage.nightlyConfiguration), 0.7, true),
  ]

  /// In months that have just begun, and where no price is known.
  private static let standard = NanoUSD(nanos: 20_000_000_000)
  /// Below it, two digits would be finer than budgets are.
  private static let least = NanoUSD(nanos: 10_000_000)

  static func owners(_ kind: BudgetOwner.Kind) -> [String] { parts.filter { $0.owner.kind == kind }.map(\.owner.id) }

  /// - Parameter spent: this month, by the owners' ids.
  static func budgets(spent: [String: Spending], now: Timestamp) -> [Budget] {
    parts.map { owner, part, isActive in
      let used = spent[owner.id] ?? Spending()
      let cost = used.cost < least ? standard : NanoUSD(nanos: rounded(Double(used.cost.nanos) / part))
      var limits: [Ceiling: Int64] = [.monthlyCost: cost.nanos]
      if owner.kind == .user { limits[.monthlyRequests] = max(100, rounded(Double(used.requests) / part * 1.3)) }
      return Budget(owner: owner, limits: limits, isActive: isActive, createdAt: now, updatedAt: now)
    }
  }

  /// To two digits: nobody sets a ceiling of 17.38 dollars.
  private static func rounded(_ number: Double) -> Int64 {
    var unit = 1.0
    while number / unit >= 100 { unit *= 10 }
    return Int64((number / unit).rounded() * unit)
  }
}
