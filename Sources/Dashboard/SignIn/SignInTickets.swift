import Accounts
import Crypto
import Foundation
import Synchronization
import Usage

/// One-time links that sign in with a key without showing it, as the first start prints one. They are kept in memory only: a restart
/// makes them void.
package final class SignInTickets: Sendable {
  private struct Ticket {
    var key: ID<APIKey>
    var expiresAt: Timestamp
  }

  private static let lifetimeInSeconds: Int64 = 24 * 3600
  /// The oldest go first.
  private static let capacity = 100

  private let tickets = Mutex<[SHA256Digest: Ticket]>([:])

  package init() {}

  /// A new ticket for a key: 43 characters that carry 256 random bits. Its link is `path(of:)`.
  package func issue(for key: ID<APIKey>, now: Timestamp) -> String {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let text = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").filter { $0 != "=" }
    tickets.withLock { tickets in
      tickets = tickets.filter { now < $0.value.expiresAt }
      if tickets.count >= Self.capacity, let oldest = tickets.min(by: { $0.value.expiresAt < $1.value.expiresAt }) {
        tickets[oldest.key] = nil
      }
      tickets[Self.digest(text)] = Ticket(key: key, expiresAt: now.adding(seconds: Self.lifetimeInSeconds))
    }
    return text
  }

  /// The path to print, behind the server's address.
  package static func path(of ticket: String) -> String { SignIn.path + "/" + ticket }

  /// Looking at a ticket does not use it up.
  func isValid(_ ticket: String, now: Timestamp) -> Bool {
    tickets.withLock { $0[Self.digest(ticket)].map { now < $0.expiresAt } ?? false }
  }

  /// The key it was issued for, this once.
  func redeem(_ ticket: String, now: Timestamp) -> ID<APIKey>? {
    let found = tickets.withLock { $0.removeValue(forKey: Self.digest(ticket)) }
    return found.flatMap { now < $0.expiresAt ? $0.key : nil }
  }

  /// Tickets are found by their digest, so that the time it takes tells nothing about how much of a guess was right.
  private static func digest(_ ticket: String) -> SHA256Digest { SHA256.hash(data: Data(ticket.utf8)) }
}
