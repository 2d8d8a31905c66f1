import Accounts
import Usage

/// A browser's sign-in with a key.
package struct Session: Hashable, Sendable {
  package var key: ID<APIKey>
  package var issuedAt: Timestamp
  package var expiresAt: Timestamp

  package init(key: ID<APIKey>, issuedAt: Timestamp, expiresAt: Timestamp) {
    self.key = key
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
  }
}
