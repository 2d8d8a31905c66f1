import Hummingbird
import Semantics
import Usage
import Web

extension OpenWebUIAPI {
  var modelDetails: [Endpoint] {
    let model = Parameter.path("model_id", .string, "The model's name; it may have slashes, and may be empty.")
    return [
      question(
        Self.prefix + "/models/{model_id...}/chats", "ModelChats", "Chats in which a model was used",
        parameters: [model] + Self.rangeParameters + Self.pageParameters + [
          .query("order_by", .string, "`updated_at`, `title` or `user_name`; anything else means the first."),
          .query("direction", .string, "`asc`; anything else means descending."),
        ], answer: .object(["chats": .array(of: Self.chatSchema), "total": .integer]), handler: listChats),
      question(
        Self.prefix + "/models/{model_id...}/overview", "ModelOverview", "Thumbs up and down by day, and the tags of a model's chats",
        parameters: [model, .query("days", .integer, "So many days back from now, up to 100000; 30 if absent, 0 or less means all.")],
        answer: .object(["history": .array(of: Self.historySchema), "tags": .array(of: .object(["tag": .string, "count": .integer]))]),
        handler: overview),
    ]
  }

  private static let chatSchema: Schema = .object([
    "chat_id": .string, "user_id": Schema.string.orNull, "user_name": Schema.string.orNull, "first_message": Schema.string.orNull,
    "updated_at": .integer,
  ])
  private static let historySchema: Schema = .object(["date": .date, "won": .integer, "lost": .integer])

  private func listChats(_ call: Call) async throws -> Response {
    var parameters = OpenWebUIParameters(call.query)
    var range = try range(&parameters, for: call)
    range.group = nil
    let (skip, limit) = (parameters.integer("skip") ?? 0, parameters.integer("limit", atMost: 100) ?? 50)
    try parameters.check()
    let query = ModelChatsQuery(
      model: call.segment("model_id"), range, order: Self.order(parameters.text("order_by")),
      isAscending: parameters.text("direction") == "asc", limit: limit <= 0 ? Self.rowLimit : Int(limit), offset: skip.asOffset)
    let found = try await store.modelChats(query, budget: budget)
    var json = JSONWriter()
    json.object { json in
      json.key("chats")
      json.array { list in for chat in found.chats { Self.write(chat, to: &list) } }
      json.member("total", found.total)
    }
    return .json(json)
  }

  private static func order(_ name: String?) -> ModelChatsQuery.Order {
    switch name {
    case "title": .title
    case "user_name": .userName
    default: .updated
    }
  }

  private static func write(_ chat: ModelChats.Chat, to list: inout JSONWriter) {
    list.object { json in
      json.member("chat_id", chat.id)
      json.member("user_id", chat.user?.text)
      json.member("user_name", chat.userName)
      json.member("first_message", chat.title)
      json.member("updated_at", chat.updatedAt.wholeSeconds)
    }
  }

  /// The original fails beyond its calendar; an answer must end before that.
  private static let longest: Int64 = 100_000

  private func overview(_ call: Call) async throws -> Response {
    var parameters = OpenWebUIParameters(call.query)
    let days = parameters.integer("days", atMost: Self.longest) ?? 30
    try parameters.check()
    let (now, model, scope) = (clock.now(), call.segment("model_id"), try call.principal.projects)
    let today = zone.date(of: now)
    let from = Timestamp(seconds: now.wholeSeconds - (days > 0 ? days : Self.longest) * 86_400)
    let query = VotesQuery(scope: scope, model: model, from: from, to: zone.start(of: today.adding(days: 1)), zone: zone)
    async let tags = store.chatTags(of: model, scope: scope, limit: 10, budget: budget)
    let votes = try await store.votes(query, budget: budget)
    let first = days > 0 ? zone.date(of: from) : votes.first?.date
    var json = JSONWriter()
    let counts = try await tags
    json.object { json in
      json.key("history")
      json.array { list in Self.write(votes, from: first, through: today, to: &list) }
      json.key("tags")
      Self.write(counts, to: &json)
    }
    return .json(json)
  }

  private static func write(_ votes: [DayVotes], from first: CivilDate?, through today: CivilDate, to list: inout JSONWriter) {
    guard let first, first <= today else { return }
    let known = Dictionary(votes.map { ($0.date, $0) }, uniquingKeysWith: { first, _ in first })
    for date in (first.daysSinceEpoch...today.daysSinceEpoch).lazy.map(CivilDate.init(daysSinceEpoch:)) {
      list.object { json in
        json.member("date", date.description)
        json.member("won", known[date]?.won ?? 0)
        json.member("lost", known[date]?.lost ?? 0)
      }
    }
  }

  private static func write(_ tags: [NamedCount], to json: inout JSONWriter) {
    json.array { list in
      for tag in tags {
        list.object { json in
          json.member("tag", tag.name)
          json.member("count", tag.count)
        }
      }
    }
  }
}

extension Timestamp {
  var wholeSeconds: Int64 { microseconds.floorDivided(by: 1_000_000).quotient }
}
