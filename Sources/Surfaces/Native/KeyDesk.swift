import Accounts
import Usage

/// The keys as administrators make and revoke them. Whoever is bound to one project sees, makes and revokes keys of that project alone.
package struct KeyDesk: Sendable {
  private let ring: KeyRing

  package init(_ ring: KeyRing) { self.ring = ring }

  /// By time of creation.
  package func all(for who: Principal) -> [APIKey] { ring.all(in: who.projects) }

  package func create(_ request: KeyRequest, by who: Principal) async throws -> (key: APIKey, secret: KeySecret) {
    var request = request
    if case .only(let own) = who.projects {
      guard request.project == nil || request.project == own.text else { throw KeyFailure.foreignProject }
      request.project = own.text
    }
    return try await ring.create(request, now: TimeSource.system.now(), by: who.auditName)
  }

  /// - Parameter key: its id or name.
  package func revoke(_ key: String, by who: Principal) async throws -> APIKey {
    try await ring.revoke(key, in: who.projects, now: TimeSource.system.now(), by: who.auditName)
  }
}
