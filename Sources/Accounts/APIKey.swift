import Usage

/// What is kept of an API key. The secret itself is shown once, when the key is made, and stored nowhere.
package struct APIKey: Hashable, Sendable {
  package var id: ID<APIKey>
  package var name: String
  package var scope: Scope
  package var projects: ProjectScope
  /// SHA-256 of the whole secret.
  package var digest: [UInt8]
  /// The first characters of the secret, by which people tell keys apart.
  package var hint: String
  package var createdAt: Timestamp
  package var expiresAt: Timestamp?
  package var lastUsedAt: Timestamp?
  package var revokedAt: Timestamp?

  package init(
    id: ID<APIKey>, name: String, scope: Scope, projects: ProjectScope, secret: KeySecret, createdAt: Timestamp,
    expiresAt: Timestamp? = nil
  ) {
    self.init(
      id: id, name: name, scope: scope, projects: projects, digest: secret.digest, hint: secret.hint, createdAt: createdAt,
      expiresAt: expiresAt)
  }

  package init(
    id: ID<APIKey>, name: String, scope: Scope, projects: ProjectScope, digest: [UInt8], hint: String, createdAt: Timestamp,
    expiresAt: Timestamp?
  ) {
    self.id = id
    self.name = name
    self.scope = scope
    self.projects = projects
    self.digest = digest
    self.hint = hint
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  package func isUsable(at now: Timestamp) -> Bool {
    revokedAt == nil && expiresAt.map { now < $0 } ?? true
  }
}
