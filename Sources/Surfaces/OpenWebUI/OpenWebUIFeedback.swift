import Foundation
import Hummingbird
import Usage
import Web

// Feedback as Open WebUI's pages and clients send it: a form, without an id the first time.
extension OpenWebUIAPI {
  var feedback: [Endpoint] {
    [
      form("/api/v1/evaluations/feedback", "CreateFeedback", "Record what a user thinks of an answer") { call in
        // Each form is feedback of its own, as there. The client puts the id into addresses as it is.
        try await keep(opinions.read(call).renamed(ID(UUID().uuidString.lowercased())))
      },
      form("/api/v1/evaluations/feedback/{id}", "UpdateFeedback", "Say it anew") { call in
        let given = try await opinions.read(call)
        guard let earlier = try await opinions.feedback(call.segment("id"), for: call) else { throw Problem(.notFound) }
        return try await keep(Self.merged(given, into: earlier))
      },
      question(
        "/api/v1/evaluations/feedback/{id}", "FeedbackEntry", "One user's opinion on an answer",
        parameters: [.path("id", .string, "The feedback.")], answer: .map(of: .any)
      ) { call in
        guard let found = try await opinions.feedback(call.segment("id"), for: call) else { throw Problem(.notFound) }
        return Self.answer(found)
      },
    ]
  }

  /// No cookie opens it: a browser would send one for any page.
  private func form(
    _ path: String, _ operation: String, _ summary: String, handler: @escaping @Sendable (Call) async throws -> Response
  ) -> Endpoint {
    Endpoint(
      .post, path, access: .scope(.ingest, from: [.bearer, .header("x-api-key")]),
      .init("openWebUI" + operation, summary, tags: ["Open WebUI"]),
      parameters: path.hasSuffix("}") ? [.path("id", .string, "The feedback.")] : [],
      body: .init(
        [.json: .ref("Feedback")],
        description: "`type` is needed; `data` has rating, model_id, reason, comment, `meta` chat_id, message_id."),
      answers: [
        .init(.ok, "The feedback as it is kept.", [.json: .map(of: .any)]), .problem(.unprocessableContent, "The form cannot be read."),
      ], allowsUndeclaredQuery: true, handler: handler)
  }

  private func keep(_ feedback: FeedbackRecord) async throws -> Response {
    guard feedback.type != nil else { throw FeedbackDesk.refusal("type", "missing", "Field required") }
    try await opinions.keep(feedback)
    return Self.answer(feedback)
  }

  /// A form replaces what it says; whose opinion it is, and since when, it does not say.
  private static func merged(_ given: FeedbackRecord, into earlier: FeedbackRecord) -> FeedbackRecord {
    var feedback = FeedbackRecord(id: earlier.id, project: earlier.project)
    (feedback.type, feedback.rating) = (given.type, given.rating)
    (feedback.model, feedback.reason, feedback.comment) = (given.model, given.reason, given.comment)
    (feedback.chat, feedback.message) = (given.chat ?? earlier.chat, given.message ?? earlier.message)
    (feedback.user, feedback.createdAt) = (given.user ?? earlier.user, earlier.createdAt)
    feedback.updatedAt = given.createdAt
    return feedback
  }

  private static func answer(_ feedback: FeedbackRecord) -> Response {
    var json = JSONWriter()
    OpenWebUIFeedbackAnswer(feedback).write(to: &json)
    return .json(json)
  }
}
