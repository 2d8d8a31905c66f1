import Hummingbird
import Web

/// Who asks, and what needs no figures.
extension ClaraVerseAPI {
  var account: [Endpoint] {
    [
      endpoint(
        "/me", "Me", "That the key may read", answer: [.json: .object(["email": .string, "is_admin": .boolean, "user_id": .string])]
      ) {
        .json(["email": "", "is_admin": true, "user_id": .string(try $0.principal.name)])
      },
      endpoint("/gdpr-policy", "Policy", "What is kept and why", answer: [.json: .map(of: .any)]) { _ in
        .json(Self.policy(days: try await tiers.tiers().contentDays))
      },
      endpoint("/stats", "Stats", "Where the figures are", answer: [.json: .object(["message": .string])]) { _ in
        .json(["message": "The totals are at /api/admin/analytics/overview."])
      },
      endpoint(
        "/analytics/migrate-timestamps", "MigrateTimestamps", "Does nothing: every chat has its time", method: .post,
        answer: [.json: .object(["message": .string, "sessions_updated": .integer, "success": .boolean])]
      ) { _ in .json(["message": "There is nothing to repair.", "sessions_updated": 0, "success": true]) },
    ]
  }

  private static func policy(days: Int64) -> JSONValue {
    [
      "data_collected": [
        "Metadata of AI requests: time, provider, model, tokens, cost, duration, outcome, and the user and chat they belong to",
        "Metadata of messages, chats, agents and their runs", "The directory of users: name, address, role, tier, registration",
        "The contents of messages, only where the operator switched that on",
      ],
      // Of what people and models wrote; figures stay. As elsewhere in this API, -1 is without a limit.
      "data_retention_days": .integer(days), "legal_basis": "Legitimate interest in running and paying for the service",
      "purpose": "To know what the organisation's AI services are used for, what they cost and how well they work",
      "user_rights": ["Access", "Rectification", "Erasure", "Restriction", "Portability", "Objection"],
    ]
  }
}
