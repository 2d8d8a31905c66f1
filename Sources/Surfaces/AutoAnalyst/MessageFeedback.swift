import Accounts
import HTTPTypes
import Hummingbird
import Usage
import Web

// What users think of an answer, as Auto-Analyst's chat page sends it and asks for it.
extension AutoAnalystAPI {
  var messageFeedback: [Endpoint] {
    [
      messageEndpoint(.post, .ingest, "Rate", "Say, or say anew, what a user thinks of a message", rateMessage),
      messageEndpoint(.get, .read, "Rating", "What was said of a message", showRating),
    ]
  }

  private func messageEndpoint(
    _ method: HTTPRequest.Method, _ scope: Scope, _ operation: String, _ summary: String,
    _ handler: @escaping @Sendable (Call) async throws -> Response
  ) -> Endpoint {
    Endpoint(
      method, "/feedback/message/{message_id}", access: .scope(scope, from: Self.keyPlaces + [.bearer]),
      .init("analytics" + operation, summary, tags: ["Auto-Analyst"]),
      parameters: [.path("message_id", .string, "The message.")],
      body: method == .post
        ? .init([.json: .ref("Feedback")], description: "`rating` is needed; `model_name`, `model_provider`, `temperature`, `max_tokens`.")
        : nil,
      answers: [
        .init(.ok, "The feedback as it is now.", [.json: .map(of: .any)]), .problem(.notFound, "There is no such message, or no feedback."),
        .problem(.unprocessableContent, "The feedback cannot be read."),
      ], allowsUndeclaredQuery: true, handler: handler)
  }

  /// One opinion a message: what is not said anew stays, and so does the time of the first.
  private func rateMessage(_ call: Call) async throws -> Response {
    let given = try await opinions.read(call)
    guard given.score != nil else { throw FeedbackDesk.refusal("rating", "int_type", "Input should be a valid integer") }
    let name = call.segment("message_id")
    guard let message = try await opinions.message(name, for: call) else {
      throw Problem(.notFound, members: ["detail": .string("Message with ID \(name) not found")])
    }
    let earlier = try await opinions.feedback(on: message.id, in: .only(message.project))
    var opinion = FeedbackRecord(id: earlier?.id ?? ID("message:" + name), project: message.project)
    (opinion.message, opinion.chat, opinion.user) = (message.id, message.chat, given.user ?? earlier?.user)
    (opinion.rating, opinion.comment) = (given.rating, earlier?.comment)
    opinion.model = given.model ?? earlier?.model
    opinion.provider = given.provider ?? earlier?.provider
    opinion.temperature = given.temperature ?? earlier?.temperature
    opinion.maxTokens = given.maxTokens ?? earlier?.maxTokens
    (opinion.createdAt, opinion.updatedAt) = (earlier?.createdAt ?? given.createdAt, given.createdAt)
    try await opinions.keep(opinion)
    return Self.answer(opinion)
  }

  private func showRating(_ call: Call) async throws -> Response {
    let name = call.segment("message_id")
    guard let found = try await opinions.feedback(on: ID(name), in: call.principal.projects) else {
      throw Problem(.notFound, members: ["detail": .string("No feedback found for message with ID \(name)")])
    }
    return Self.answer(found)
  }

  private static func answer(_ feedback: FeedbackRecord) -> Response {
    var json = JSONWriter()
    json.object { json in
      json.member("feedback_id", id: feedback.id)
      json.member("message_id", id: feedback.message)
      json.member("rating", feedback.score)
      // The original has the member and no column for it.
      json.key("feedback_comment")
      json.null()
      json.member("model_name", feedback.model)
      json.member("model_provider", feedback.provider)
      json.member("temperature", feedback.temperature)
      json.member("max_tokens", feedback.maxTokens)
      json.member("created_at", feedback.createdAt?.analyticsText)
      json.member("updated_at", (feedback.updatedAt ?? feedback.createdAt)?.analyticsText)
    }
    return .json(json)
  }
}
