import Accounts
import Usage

/// The keys as administrators make and revoke them.
package struct KeyDesk: Sendable {
  private let ring: KeyRing

  package init(_ ring: KeyRing) { self.ring = ring }

  /// By time of creation.
  package func all() -> [APIKey] { ring.all() }

  package func create(_ request: KeyRequest, by who: Principal) async throws -> (key: APIKey, secret: KeySecret) {
    try await ring.create(request, now: TimeSource.system.now(), by: who.auditName)
  }

  /// - Parameter key: its id or name.
  package func revoke(_ key: String, by who: Principal) async throws -> APIKey {
    try await ring.revoke(key, now: TimeSource.system.now(), by: who.auditName)
  }
}
