import Foundation
import NIOCore

/// `weir keys`.
package struct KeyCommands: Sendable {
  private let connection: APIConnection

  package init(_ connection: APIConnection) { self.connection = connection }

  private struct Wish: Encodable {
    let name: String
    let scope: String
    let project: String?
    let expires_at: String?
  }

  package struct Key: Decodable, Sendable {
    package let id: String
    package let name: String
    package let scope: String
    package let project: String?
    package let hint: String
    package let created_at: String
    package let expires_at: String?
    package let last_used_at: String?
    package let revoked_at: String?
    package let secret: String?
  }

  private struct Keys: Decodable {
    let keys: [Key]
  }

  /// The secret of the new key.
  package func create(name: String, scope: String, project: String?, expires: String?) async throws -> String {
    let body = try JSONEncoder().encode(Wish(name: name, scope: scope, project: project, expires_at: expires))
    let answer = try await connection.post("/v1/keys", ByteBuffer(bytes: body), type: "application/json").accepted()
    guard let secret = try JSONDecoder().decode(Key.self, from: Data(answer.readableBytesView)).secret else {
      throw CommandFailure("The server gave no secret.")
    }
    return secret
  }

  package func list() async throws -> [Key] {
    let answer = try await connection.get("/v1/keys").accepted()
    return try JSONDecoder().decode(Keys.self, from: Data(answer.readableBytesView)).keys
  }

  package func revoke(_ idOrName: String) async throws -> Key {
    let answer = try await connection.delete("/v1/keys/" + idOrName.segment).accepted()
    return try JSONDecoder().decode(Key.self, from: Data(answer.readableBytesView))
  }
}

extension KeyCommands {
  package static func table(_ keys: [Key]) -> String {
    let rows = keys.map { key in
      [
        key.id, key.name, key.scope, key.project ?? "all", key.hint, key.created_at, key.expires_at ?? "-", key.last_used_at ?? "-",
        key.revoked_at ?? "-",
      ]
    }
    let header = ["id", "name", "scope", "project", "hint", "created", "expires", "last used", "revoked"]
    return TextTable(header: header, rows: rows, numbers: header.map { _ in false }).text
  }
}
