import Hummingbird
import Semantics
import Usage
import Web

extension ClaraVerseAPI {
  var users: [Endpoint] { [userList, userDetail] }

  private static let notice = "Identifiers and addresses are shortened. What people wrote is not part of these figures."

  private var userList: Endpoint {
    endpoint(
      "/users", "Users", "Everybody, those active last first",
      parameters: [
        .query("page", .integer(1...1_000_000_000), "1 if absent."), .query("page_size", .integer(1...200), "50 if absent."),
        .query("tier", .string, "Users of this tier alone."),
        .query("search", .string, "Part of an id, an address or a name, in any case."),
        ClaraQuestion.formatParameter,
      ],
      answer: [
        .json: .object([
          "gdpr_notice": .string, "page": .integer, "page_size": .integer, "total_count": .integer,
          "users": .array(of: .row(Person.claraMembers)),
        ]), .csv: .string,
      ]
    ) { call in
      let question = try ClaraQuestion(call, now: clock.now())
      var reader = ClaraParameters(call.query)
      let page = reader.integer("page", in: 1...1_000_000_000) ?? 1
      let size = reader.integer("page_size", in: 1...200) ?? 50
      try reader.check()
      let found = try await reports.people(
        PeopleQuery(
          scope: question.scope, tier: reader.text("tier"), search: reader.text("search"), limit: size, offset: (page - 1) * size),
        budget: budget)
      let body: [String: JSONValue] = [
        "gdpr_notice": .string(Self.notice), "page": .integer(page), "page_size": .integer(size), "total_count": .integer(found.total),
        "users": .array(.init(found.people, Person.claraMembers)),
      ]
      return question.object("users", body, table: found.people, Person.claraMembers)
    }
  }

  private var userDetail: Endpoint {
    endpoint(
      "/users/{userID}", "User", "One user and what the tier allows",
      parameters: [.path("userID", .string, "The whole id, as it was recorded.")], answer: [.json: .map(of: .any)]
    ) { call in
      let id = ID<User>(call.segment("userID"))
      let query = PeopleQuery(scope: try call.principal.projects, id: id)
      guard let person = try await reports.people(query, budget: budget).people.first else {
        throw Problem(.notFound, title: "User not found")
      }
      return .json(.object(Self.detail(person)))
    }
  }

  private static func detail(_ person: Person) -> [String: JSONValue] {
    let tier = ClaraTier(named: person.tier)
    return [
      "id": .string(person.id.text), "email": .string(person.email ?? ""), "role": .string(person.role ?? "user"),
      "created_at": person.since.map { .string($0.inMilliseconds) } ?? .null,
      "last_active": person.lastActive.map { .string($0.inMilliseconds) } ?? .null,
      "subscription_tier": .string(person.tier), "subscription_status": "active", "effective_tier": .string(person.tier),
      "effective_limits": .object(tier.limits.mapValues(JSONValue.integer)), "has_tier_override": false, "has_limit_overrides": false,
      "total_chats": .integer(person.chats), "total_messages": .integer(person.messages), "total_agent_runs": .integer(person.runs),
    ]
  }
}
