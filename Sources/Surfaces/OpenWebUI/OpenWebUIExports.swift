import Hummingbird
import NIOCore
import Semantics
import Usage
import Web

// All chats and all feedback, written piece by piece, as large as they may be.
extension OpenWebUIAPI {
  var exports: [Endpoint] {
    [
      question(
        "/api/v1/chats/all/db", "ChatExport", "All chats with their messages", answer: .array(of: .map(of: .any)), handler: exportChats),
      question(
        "/api/v1/evaluations/feedbacks/all/export", "FeedbackExport", "All feedback", answer: .array(of: .map(of: .any)),
        handler: exportFeedback),
    ]
  }

  private func exportFeedback(_ call: Call) async throws -> Response {
    let query = ActivityQuery<FeedbackRecord>(scope: try call.principal.projects, limit: 1000)
    return try await list(query) { page, json in
      for feedback in page { OpenWebUIFeedbackAnswer(feedback).write(to: &json) }
    }
  }

  private func exportChats(_ call: Call) async throws -> Response {
    let scope = try call.principal.projects
    // Each page looks through all messages once.
    let query = ActivityQuery<ChatRecord>(scope: scope, arrangement: .byID, limit: 4000)
    return try await list(query) { [store, budget] chats, json in
      let question = MessageListQuery(
        .chats(Set(chats.map(\.id.text))), MessageRange(scope), limit: .max, offset: 0)
      let messages = Dictionary(grouping: try await store.messages(question, budget: budget)) { [$0.project.text, $0.chat.text] }
      for chat in chats {
        OpenWebUIChatAnswer(chat: chat, messages: messages[[chat.project.text, chat.id.text]] ?? []).write(to: &json)
      }
    }
  }

  /// A JSON array of all records, page by page. The first page is asked for before the answer begins, so that a question that fails
  /// still gets its status.
  private func list<R: ActivityRecord>(
    _ query: ActivityQuery<R>, _ write: @escaping @Sendable ([R], inout JSONWriter) async throws -> Void
  ) async throws -> Response {
    let first = try await store.activity(query, budget: budget)
    let body = ResponseBody { [store, budget] writer in
      var (page, isFirst) = (first, true)
      while true {
        var json = JSONWriter()
        try await write(page.records, &json)
        if !page.records.isEmpty {
          try await writer.write(ByteBuffer(string: isFirst ? "[" : ","))
          isFirst = false
          try await writer.write(json.buffer)
        }
        guard let next = page.next else { break }
        var rest = query
        rest.after = next
        page = try await store.activity(rest, budget: budget)
      }
      try await writer.write(ByteBuffer(string: isFirst ? "[]" : "]"))
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: [.contentType: ContentType.json.header], body: body)
  }

  /// What the original keeps and this server does not: there is none of it.
  var unknown: [Endpoint] {
    let nothing: JSONValue = []
    let answers: [(path: String, name: String, what: String, answer: JSONValue)] = [
      ("/api/v1/evaluations/leaderboard", "Leaderboard", "Ranks of models in comparisons", ["entries": nothing]),
      ("/api/v1/knowledge/", "Knowledge", "Collections of documents", ["items": nothing, "total": 0]),
      ("/api/v1/tools/", "Tools", "Tools", nothing), ("/api/v1/prompts/", "Prompts", "Saved prompts", nothing),
      ("/api/v1/functions/", "Functions", "Functions", nothing),
    ]
    return answers.map { entry in
      question(entry.path, entry.name, entry.what + ": always empty, because they are not kept here", answer: .any) { _ in
        .json(entry.answer)
      }
    }
  }
}
