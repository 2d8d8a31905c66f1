import Hummingbird
import Semantics
import Usage
import Web

// What the exporter for Prometheus asks for beside the figures: who and what there is.
extension OpenWebUIAPI {
  var directory: [Endpoint] {
    [
      question(
        "/api/v1/users/", "Directory", "Known users, the last registered first",
        parameters: [.query("page", .integer, "Pages of \(Self.usersPerPage); the first is 1.")],
        answer: .object(["users": .array(of: .map(of: .any)), "total": .integer]), handler: listDirectory),
      question(
        "/api/v1/groups/", "Groups", "Known groups and how many are in them", answer: .array(of: .map(of: .any)), handler: listGroups),
      question(
        "/api/models", "ModelList", "Models that answered", answer: .object(["data": .array(of: .map(of: .any))]), handler: listOwners),
    ]
  }

  private static let usersPerPage = 30

  private func listDirectory(_ call: Call) async throws -> Response {
    var parameters = OpenWebUIParameters(call.query)
    let page = Int(min(max(parameters.integer("page") ?? 1, 1), 1000))
    try parameters.check()
    let query = ActivityQuery<UserRecord>(scope: try call.principal.projects, limit: page * Self.usersPerPage)
    let users = try await store.activity(query, budget: budget).records.dropFirst((page - 1) * Self.usersPerPage)
    let latest = try await store.latestMessages(of: Set(users.map(\.id.text)), scope: query.scope, budget: budget)
    let total = try await store.count(query, budget: budget)
    var json = JSONWriter()
    json.object { json in
      json.key("users")
      json.array { list in for user in users { Self.write(user, latest[user.id], to: &list) } }
      json.member("total", total)
    }
    return .json(json)
  }

  private static func write(_ user: UserRecord, _ latest: Timestamp?, to list: inout JSONWriter) {
    list.object { json in
      json.member("id", user.id.text)
      json.member("name", user.name ?? "")
      json.member("email", user.email ?? "")
      json.member("role", user.role ?? "user")
      json.member("last_active_at", latest?.wholeSeconds)
      json.member("created_at", user.registeredAt?.wholeSeconds)
    }
  }

  private func listGroups(_ call: Call) async throws -> Response {
    let query = ActivityQuery<GroupRecord>(scope: try call.principal.projects, arrangement: .byID, limit: Self.rowLimit)
    let groups = try await store.activity(query, budget: budget).records
    var json = JSONWriter()
    json.array { list in
      for group in groups {
        list.object { json in
          json.member("id", group.id.text)
          json.member("name", group.name ?? group.id.text)
          json.member("parent_group_id", group.parent?.text)
          json.member("member_count", Int64(Set(group.members).count))
          json.member("created_at", group.createdAt?.wholeSeconds)
        }
      }
    }
    return .json(json)
  }

  private func listOwners(_ call: Call) async throws -> Response {
    let scope = try call.principal.projects
    let models = try await store.answersByModel(MessageRange(scope), budget: budget)
    let owners = try await providers(in: scope)
    var json = JSONWriter()
    json.object { json in
      json.key("data")
      json.array { list in
        for model in models {
          list.object { json in
            json.member("id", model.model)
            json.member("name", model.model)
            json.member("object", "model")
            json.member("owned_by", owners[model.model] ?? "unknown")
          }
        }
      }
    }
    return .json(json)
  }

  /// Of each model the provider that served most of its requests.
  private func providers(in scope: ProjectScope) async throws -> [String: String] {
    let query = Query([.requests], by: [.by(.model), .by(.provider)], where: .all, period: .all, limit: Plan.Bounds.limit)
    let rows = try await engine.run(Plan(query, scope: scope, now: clock.now()), budget: budget).rows
    var owners: [String: String] = [:]
    for row in rows {
      guard case .text(let model) = row[0], case .text(let provider) = row[1], owners[model] == nil else { continue }
      owners[model] = provider
    }
    return owners
  }
}
