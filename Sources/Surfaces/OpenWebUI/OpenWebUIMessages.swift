import Hummingbird
import Semantics
import Usage
import Web

extension OpenWebUIAPI {
  var messages: Endpoint {
    question(
      Self.prefix + "/messages", "Messages", "Messages of a chat, of a model or of a user",
      parameters: [
        .query("model_id", .string, "A model: the newest first, within the dates."),
        .query("user_id", .string, "A user: the newest first; the dates do not count."),
        .query("chat_id", .string, "A chat: all of it, the oldest first. It comes before the model, and the model before the user."),
      ] + Self.rangeParameters + Self.pageParameters, answer: .array(of: .map(of: .any)), handler: listMessages)
  }

  static let pageParameters: [Parameter] = [
    .query("skip", .integer, "So many less at the beginning."), .query("limit", .integer, "At most so many, up to 100; 50 if absent."),
  ]

  private func listMessages(_ call: Call) async throws -> Response {
    var parameters = OpenWebUIParameters(call.query)
    let names = ["chat_id", "model_id", "user_id"].map { parameters.text($0).flatMap { $0.isEmpty ? nil : $0 } }
    let (range, skip) = (try range(&parameters, for: call), parameters.integer("skip") ?? 0)
    let limit = parameters.integer("limit", atMost: 100) ?? 50
    try parameters.check()
    let everything = MessageRange(range.scope)
    let page = (limit: limit < 0 ? Self.rowLimit : Int(limit), offset: skip.asOffset)
    let query: MessageListQuery
    if let chat = names[0] {
      query = MessageListQuery(.chats([chat]), everything, limit: Self.rowLimit)
    } else if let model = names[1] {
      var dated = range
      dated.group = nil
      query = MessageListQuery(.model(model), dated, limit: page.limit, offset: page.offset)
    } else if let user = names[2] {
      query = MessageListQuery(.user(ID(user)), everything, limit: page.limit, offset: page.offset)
    } else {
      return .json([])
    }
    let messages = query.limit == 0 ? [] : try await store.messages(query, budget: budget)
    var json = JSONWriter(reservingCapacity: 512 * messages.count)
    json.array { list in for message in messages { OpenWebUIMessageAnswer(message).write(to: &list) } }
    return .json(json)
  }
}
