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
          "users": .array(of: .row(ClaraUser.members)),
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
          scope: question.scope, tier: reader.text("tier"), standardTier: try await tiers.tiers().standard, search: reader.text("search"),
          limit: size, offset: (page - 1) * size),
        budget: budget)
      let records = try await records(of: found.people, for: call)
      let rows = found.people.map { ClaraUser(person: $0, record: records[$0.id]) }
      let body: [String: JSONValue] = [
        "gdpr_notice": .string(Self.notice), "page": .integer(page), "page_size": .integer(size), "total_count": .integer(found.total),
        "users": .array(.init(rows, ClaraUser.members)),
      ]
      return question.object("users", body, table: rows, ClaraUser.members)
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
      let user = try await records(of: [person], for: call)[id] ?? UserRecord(id: id, project: ID("default"))
      let subscription = ClaraSubscription(user: user, tiers: try await tiers.tiers(), now: clock.now())
      return .json(.object(Self.figures(person).merging(subscription.members) { own, _ in own }))
    }
  }

  /// What the directory has of people; of one in several projects, the first.
  private func records(of people: [Person], for call: Call) async throws -> [ID<User>: UserRecord] {
    let ids = Set(people.map(\.id.text))
    let query = ActivityQuery<UserRecord>(scope: try call.principal.projects, ids: ids, arrangement: .byID, limit: 10_000)
    let found = try await directory.activity(query, budget: budget).records
    return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func figures(_ person: Person) -> [String: JSONValue] {
    [
      "id": .string(person.id.text), "email": .string(person.email ?? ""), "role": .string(person.role ?? "user"),
      "created_at": person.since.map { .string($0.inMilliseconds) } ?? .null,
      "last_active": person.lastActive.map { .string($0.inMilliseconds) } ?? .null,
      "total_chats": .integer(person.chats), "total_messages": .integer(person.messages), "total_agent_runs": .integer(person.runs),
    ]
  }
}
