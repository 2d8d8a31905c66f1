import Hummingbird
import Semantics
import Usage
import Web

extension OpenWebUIAPI {
  var users: [Endpoint] {
    [
      question(
        Self.prefix + "/users", "Users", "Answers and tokens of each user",
        parameters: Self.rangeParameters + [
          Self.groupParameter, .query("limit", .integer, "At most so many; 50 if absent. A negative number leaves out as many at the end."),
          .query("metric", .oneOf(OpenWebUIMetric.allCases.map(\.rawValue)), "What comes first; `messages` if absent."),
        ], answer: .object(["users": .array(of: Self.userSchema)]), handler: listUsers)
    ]
  }

  private static let userSchema: Schema = .object([
    "user_id": .string, "name": Schema.string.orNull, "email": Schema.string.orNull, "count": .integer, "input_tokens": .integer,
    "output_tokens": .integer, "total_tokens": .integer,
  ])

  private func listUsers(_ call: Call) async throws -> Response {
    var parameters = OpenWebUIParameters(call.query)
    let range = try range(&parameters, for: call)
    let limit = parameters.integer("limit") ?? 50
    let metric = parameters.choice("metric", OpenWebUIMetric.self)
    try parameters.check()
    let answers = try await self.answers(range, metric ?? .messages, limit: limit)
    let known = try await profiles(of: answers.map(\.user.text), in: range.scope)
    var json = JSONWriter()
    json.object { json in
      json.key("users")
      json.array { list in for user in answers { Self.write(user, known[user.user.text], to: &list) } }
    }
    return .json(json)
  }

  private func answers(_ range: MessageRange, _ metric: OpenWebUIMetric, limit: Int64) async throws -> [UserAnswers] {
    guard limit != 0 else { return [] }
    let count = limit > 0 ? Int(min(limit, Int64(Self.rowLimit))) : Self.rowLimit
    let users = try await store.answersByUser(range, order: metric.order, limit: count, budget: budget)
    return limit > 0 ? users : users.dropLast(Int(clamping: -max(limit, -.max)))
  }

  private static func write(_ user: UserAnswers, _ profile: UserRecord?, to list: inout JSONWriter) {
    list.object { json in
      json.member("user_id", user.user.text)
      json.member("name", profile?.name)
      json.member("email", profile?.email)
      json.member("count", user.count)
      json.member("input_tokens", user.tokens.input)
      json.member("output_tokens", user.tokens.output)
      json.member("total_tokens", user.tokens.total)
    }
  }

  /// What the directory has of these users. Of two projects that know one id the first counts.
  private func profiles(of users: [String], in scope: ProjectScope) async throws -> [String: UserRecord] {
    guard !users.isEmpty else { return [:] }
    var query = ActivityQuery<UserRecord>(scope: scope, ids: Set(users), arrangement: .byID, limit: Self.rowLimit)
    var known: [String: UserRecord] = [:]
    repeat {
      let page = try await store.activity(query, budget: budget)
      for user in page.records where known[user.id.text] == nil { known[user.id.text] = user }
      query.after = page.next
    } while query.after != nil
    return known
  }
}
