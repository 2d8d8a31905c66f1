import Accounts
import Semantics
import Usage

/// What one user did in the period.
package struct UserRow: Sendable {
  /// nil: what ran without a user.
  package let id: String?
  package private(set) var cost: NanoUSD?
  package private(set) var requests: Int64 = 0
  package private(set) var tokens: Int64 = 0
  package private(set) var unpriced: Int64 = 0
  package private(set) var lastSeen: Timestamp?
  package internal(set) var budget: (id: ID<Budget>, ceilings: [CeilingStanding])?

  /// Somebody without usage in the period.
  init(_ id: String) {
    self.id = id
    cost = .zero
  }

  init(_ row: [Value]) {
    if case .text(let text) = row[0] { id = text } else { id = nil }
    if case .money(let money) = row[1] { cost = money }
    if case .integer(let number) = row[2] { requests = number }
    if case .integer(let number) = row[3] { tokens = number }
    if case .integer(let number) = row[4] { unpriced = number }
    if case .instant(let instant) = row[5] { lastSeen = instant }
  }

  package func label(_ names: [String: String]) -> String { id.map { names[$0] ?? "user #" + $0 } ?? "system" }
}
