import Accounts
import Usage

extension DuckDBStore: KeyStore {
  package func keys() async throws -> [APIKey] {
    try await writer.run { connection in
      try connection.query(
        "SELECT id, name, scope, project, digest, hint, created_at, expires_at, last_used_at, revoked_at FROM api_key ORDER BY created_at, id"
      ).all().compactMap(Self.key)
    }
  }

  package func insert(_ key: APIKey, audit: AuditRecord?) async throws {
    var project = Value.null
    if case .only(let own) = key.projects { project = .text(own.text) }
    let values: [Value] = [
      .text(key.id.text), .text(key.name), .text(key.scope.rawValue), project, .blob(key.digest), .text(key.hint),
      .timestamp(key.createdAt.microseconds), key.expiresAt.map { .timestamp($0.microseconds) } ?? .null,
    ]
    try await writer.run { connection in
      try connection.transaction {
        _ = try connection.query(
          "INSERT INTO api_key (id, name, scope, project, digest, hint, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
          values)
        try Self.append(audit.map { [$0] } ?? [], on: connection)
      }
    }
  }

  package func markRevoked(_ key: ID<APIKey>, at instant: Timestamp, audit: AuditRecord?) async throws {
    try await writer.run { connection in
      try connection.transaction {
        _ = try connection.query("UPDATE api_key SET revoked_at = $2 WHERE id = $1", [.text(key.text), .timestamp(instant.microseconds)])
        try Self.append(audit.map { [$0] } ?? [], on: connection)
      }
    }
  }

  package func markUsed(_ keys: [ID<APIKey>: Timestamp]) async throws {
    try await writer.run { connection in
      try connection.transaction {
        let statement = try connection.prepare("UPDATE api_key SET last_used_at = $2 WHERE id = $1")
        for (key, instant) in keys { _ = try statement.run([.text(key.text), .timestamp(instant.microseconds)]) }
      }
    }
  }

  private static func key(_ row: [Value]) -> APIKey? {
    guard let id = row[0].text, let name = row[1].text, let scope = row[2].text.flatMap(Scope.init), case .blob(let digest) = row[4],
      let created = row[6].instant
    else { return nil }
    var key = APIKey(
      id: ID(id), name: name, scope: scope, projects: row[3].text.map { .only(ID($0)) } ?? .all, digest: digest, hint: row[5].text ?? "",
      createdAt: created, expiresAt: row[7].instant)
    key.lastUsedAt = row[8].instant
    key.revokedAt = row[9].instant
    return key
  }
}
