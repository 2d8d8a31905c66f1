import Semantics
import Usage

/// A chat, what is known of it and what it used in the period.
package struct ChatRow: Sendable {
  package let id: String
  package let cost: NanoUSD?
  package let requests: Int64
  package let tokens: Int64
  package let unpriced: Int64
  package let lastSeen: Timestamp?
  /// Of its requests, in order.
  package internal(set) var users: [String] = []
  /// What was told about it; nil: nothing.
  package internal(set) var record: ChatRecord?

  /// nil for the requests without a chat.
  init?(_ row: [Value]) {
    guard case .text(let id) = row[0] else { return nil }
    self.id = id
    cost = if case .money(let money) = row[1] { money } else { nil }
    requests = if case .integer(let number) = row[2] { number } else { 0 }
    tokens = if case .integer(let number) = row[3] { number } else { 0 }
    unpriced = if case .integer(let number) = row[4] { number } else { 0 }
    lastSeen = if case .instant(let instant) = row[5] { instant } else { nil }
  }

  /// None of its requests has a price.
  package var isUnpriced: Bool { unpriced > 0 && unpriced == requests }
}
