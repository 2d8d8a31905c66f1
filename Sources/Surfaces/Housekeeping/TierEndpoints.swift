import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Usage
import Web

extension HousekeepingAPI {
  var readTiers: Endpoint {
    Endpoint(
      .get, "/v1/tiers", access: .scope(.read),
      .init("readTiers", "The tiers, from the lowest to the highest", tags: ["Housekeeping"]),
      answers: [.init(.ok, "The tiers.", [.json: TierAnswer.schema])]
    ) { _ in try TierAnswer.response(try await accounts.tiers()) }
  }

  var replaceTiers: Endpoint {
    Endpoint(
      .put, "/v1/tiers", access: .scope(.admin),
      .init(
        "replaceTiers", "Give the tiers, in the place of those before",
        description: "Days of retention: -1 is for ever, 0 is not set. Users of a tier that is not in the table keep the longest. With the "
          + "header If-Match and the ETag of `GET`, only if nobody else has changed them since.",
        tags: ["Housekeeping"]),
      body: .init([.json: TierAnswer.schema], limit: 256 << 10),
      answers: [
        .init(.ok, "The tiers as they are now.", [.json: TierAnswer.schema]),
        .problem(.preconditionFailed, "Other tiers are there than If-Match names; nothing has changed."),
      ]
    ) { call in
      let table = try JSONBody.read(await call.body(), "a table of tiers", as: TierBook.self)
      try await TierDesk(accounts).replace(table, seen: call.seen, by: try call.principal)
      return try TierAnswer.response(table)
    }
  }

  var userTier: Endpoint {
    Endpoint(
      .get, "/v1/users/{id}/tier", access: .scope(.read),
      .init("readUserTier", "The tier that a user has now, why, and what it gives", tags: ["Housekeeping"]),
      parameters: [.path("id", .string, "The user's id."), .query("project", .string, "Of several projects with such a user, which.")],
      answers: [.init(.ok, "The tier.", [.json: TierAnswer.userSchema]), .problem(.notFound, "There is no such user.")]
    ) { call in
      let scope = try call.principal.projects
      let found = try await accounts.users(id: ID(call.segment("id"))).filter { scope.contains($0.project) }
      let wanted = call.query["project"]
      guard let user = found.first(where: { wanted == nil || $0.project.text == wanted }) else {
        throw Problem(.notFound, "There is no such user in the directory.")
      }
      return .json(TierAnswer.json(user, try await accounts.tiers(), now: scheduler.present))
    }
  }
}

/// Tiers on the wire.
enum TierAnswer {
  static func response(_ table: TierBook) throws -> Response {
    var response = Response.json(json(table))
    response.headers[.eTag] = try table.tag.header
    return response
  }

  static func json(_ table: TierBook) -> JSONValue {
    ["tiers": .array(table.tiers.map(json)), "default_tier": table.defaultTier.map(JSONValue.string) ?? .null]
  }

  private static func json(_ tier: Tier) -> JSONValue {
    ["name": .string(tier.name), "retention_days": .object(days { tier.retentionDays[$0] ?? 0 }), "limits": .object(limits(tier))]
  }

  static func json(_ user: UserRecord, _ table: TierBook, now: Timestamp) -> JSONValue {
    let effective = EffectiveTier.of(user, in: table, now: now)
    let rule = RetentionRule(table: table, now: now)
    return [
      "user_id": .string(user.id.text), "project": .string(user.project.text), "tier": user.tier.map(JSONValue.string) ?? .null,
      "effective_tier": effective.name.map(JSONValue.string) ?? .null, "reason": .string(effective.reason.rawValue),
      "retention_days": .object(days { if case .days(let days) = rule.kept($0, of: user) { days } else { -1 } }),
      "limits": .object(effective.name.flatMap(table.tier).map(limits) ?? [:]),
    ]
  }

  private static func days(_ value: (RetainedKind) -> Int64) -> [String: JSONValue] {
    Dictionary(uniqueKeysWithValues: RetainedKind.allCases.map { ($0.rawValue, .integer(value($0))) })
  }

  private static func limits(_ tier: Tier) -> [String: JSONValue] {
    Dictionary(uniqueKeysWithValues: tier.limits.map { ($0.key.rawValue, .integer($0.value)) })
  }

  static let schema: Schema = .object(
    [
      "tiers": .array(
        of: .object(["name": .string, "retention_days": .map(of: .integer), "limits": .map(of: .integer)])),
      "default_tier": Schema.string.orNull,
    ], optional: ["default_tier"])

  static let userSchema: Schema = .object([
    "user_id": .string, "project": .string, "tier": Schema.string.orNull, "effective_tier": Schema.string.orNull, "reason": .string,
    "retention_days": .map(of: .integer), "limits": .map(of: .integer),
  ])
}
