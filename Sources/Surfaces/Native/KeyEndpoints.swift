import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Usage
import Web

extension NativeAPI {
  var listKeys: Endpoint {
    Endpoint(
      .get, "/v1/keys", access: .scope(.admin, .project),
      .init(
        "listKeys", "The API keys, without their secrets", description: "A key of one project shows those of that project.", tags: ["Keys"]),
      answers: [.init(.ok, "The keys, oldest first.", [.json: .object(["keys": .array(of: .ref("Key"))])])]
    ) { call in
      .json(["keys": .array(keys.all(for: try call.principal).map { KeyAnswer.json($0) })])
    }
  }

  var createKey: Endpoint {
    Endpoint(
      .post, "/v1/keys", access: .scope(.admin, .project),
      .init(
        "createKey", "Make an API key", description: "Without `project`, it is for the projects of the key that makes it.", tags: ["Keys"]),
      body: .init([.json: KeyWish.schema], limit: 64 << 10),
      answers: [
        .init(.created, "The key with its secret, which is shown this once.", [.json: .ref("Key")]),
        .problem(.conflict, "A key of that name is in use."), .problem(.unprocessableContent, "The name or the project is not valid."),
      ]
    ) { call in
      let wish = try KeyWish(await call.body())
      let made = try await keys.create(wish.request, by: try call.principal)
      return .json(KeyAnswer.json(made.key, secret: made.secret), status: .created)
    }
  }

  var revokeKey: Endpoint {
    Endpoint(
      .delete, "/v1/keys/{id}", access: .scope(.admin, .project),
      .init("revokeKey", "Revoke an API key, at once and for good", tags: ["Keys"]),
      parameters: [.path("id", .string, "The key's id or name.")],
      answers: [.init(.ok, "The revoked key.", [.json: .ref("Key")]), .problem(.notFound, "There is no such key.")]
    ) { call in
      .json(KeyAnswer.json(try await keys.revoke(call.segment("id"), by: try call.principal)))
    }
  }
}

enum KeyAnswer {
  static func json(_ key: APIKey, secret: KeySecret? = nil) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(key.id.text), "name": .string(key.name), "scope": .string(key.scope.rawValue), "hint": .string(key.hint),
      "created_at": .string(key.createdAt.description),
    ]
    if case .only(let project) = key.projects { members["project"] = .string(project.text) }
    members["expires_at"] = key.expiresAt.map { .string($0.description) }
    members["last_used_at"] = key.lastUsedAt.map { .string($0.description) }
    members["revoked_at"] = key.revokedAt.map { .string($0.description) }
    members["secret"] = secret.map { .string($0.text) }
    return .object(members)
  }

  static let schema: Schema = .object(
    [
      "id": .string, "name": .string, "scope": .oneOf(Scope.allCases.map(\.rawValue)), "project": .string, "hint": .string,
      "created_at": .instant, "expires_at": .instant, "last_used_at": .instant, "revoked_at": .instant, "secret": .string,
    ], optional: ["project", "expires_at", "last_used_at", "revoked_at", "secret"])
}

/// The body that asks for a key.
private struct KeyWish: Decodable {
  let name: String
  let scope: String
  let project: String?
  let expiresAt: String?

  private enum CodingKeys: String, CodingKey {
    case name, scope, project
    case expiresAt = "expires_at"
  }

  init(_ body: ByteBuffer) throws(Problem) {
    do { self = try JSONDecoder().decode(Self.self, from: Data(body.readableBytesView)) } catch {
      throw Problem(.badRequest, "The body must be {\"name\":..., \"scope\":..., \"project\"?:..., \"expires_at\"?:...}.")
    }
  }

  var request: KeyRequest {
    get throws(Problem) {
      guard let scope = Scope(rawValue: scope) else {
        throw .invalid("scope", "must be one of " + Scope.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let expires = try expiresAt.map { text throws(Problem) in
        guard let instant = Timestamp(text) else { throw .invalid("expires_at", "must be an instant such as 2027-01-01T00:00:00Z") }
        return instant
      }
      return KeyRequest(name: name, scope: scope, project: project, expiresAt: expires)
    }
  }

  static let schema: Schema = .object(
    ["name": .string, "scope": .oneOf(Scope.allCases.map(\.rawValue)), "project": .string, "expires_at": .instant],
    optional: ["project", "expires_at"])
}
