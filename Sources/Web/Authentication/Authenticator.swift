import Accounts
import Usage

/// Knows who stands behind a credential.
package protocol Authenticator: Sendable {
  func principal(for credential: String) throws(KeyFailure) -> Principal
  /// The principal of a key that a session was opened with; fails once the key is revoked or expired.
  func principal(of key: ID<APIKey>) throws(KeyFailure) -> Principal
}

/// API keys, and nothing else.
package struct KeyRingAuthenticator: Authenticator {
  private let ring: KeyRing
  private let now: @Sendable () -> Timestamp

  package init(_ ring: KeyRing, now: @escaping @Sendable () -> Timestamp) {
    self.ring = ring
    self.now = now
  }

  package func principal(for credential: String) throws(KeyFailure) -> Principal { try ring.principal(for: credential, now: now()) }
  package func principal(of key: ID<APIKey>) throws(KeyFailure) -> Principal { try ring.principal(of: key, now: now()) }
}
