import Accounts
import Usage
import Web

/// The keys as administrators make and revoke them, written down with who did it. Secrets are not.
package struct KeyDesk: Sendable {
  private let ring: KeyRing
  private let log: any AuditLog

  package init(_ ring: KeyRing, log: any AuditLog) { (self.ring, self.log) = (ring, log) }

  /// By time of creation.
  package func all() -> [APIKey] { ring.all() }

  package func create(_ request: KeyRequest, by who: Principal) async throws -> (key: APIKey, secret: KeySecret) {
    let now = TimeSource.system.now()
    let made = try await ring.create(request, now: now)
    try await log.append([
      AuditRecord(at: now, who: who.auditName, what: "keys.create", subject: made.key.id.text, after: KeyAnswer.json(made.key).text)
    ])
    return made
  }

  /// - Parameter key: its id or name.
  package func revoke(_ key: String, by who: Principal) async throws -> APIKey {
    let now = TimeSource.system.now()
    let before = ring.all()
    let revoked = try await ring.revoke(key, now: now)
    guard let was = before.first(where: { $0.id == revoked.id }), was.revokedAt == nil else { return revoked }
    try await log.append([
      AuditRecord(
        at: now, who: who.auditName, what: "keys.revoke", subject: revoked.id.text, before: KeyAnswer.json(was).text,
        after: KeyAnswer.json(revoked).text)
    ])
    return revoked
  }
}
