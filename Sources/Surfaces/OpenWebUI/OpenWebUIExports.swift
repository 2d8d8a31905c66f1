import Hummingbird
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
    let query = ActivityQuery<FeedbackRecord>(scope: try call.principal.projects)
    return try await RecordWalk<ActivityPage<FeedbackRecord>> { page, limit in
      try await next(query, after: page, limit)
    } write: { page, json in
      for feedback in page.records { OpenWebUIFeedbackAnswer(feedback).write(to: &json) }
      return page.records.count
    }.response
  }

  private func exportChats(_ call: Call) async throws -> Response {
    let query = ActivityQuery<ChatRecord>(scope: try call.principal.projects, arrangement: .byID)
    return try await RecordWalk<ChatPage> { page, limit in
      try await chats(query, after: page?.chats, limit)
    } write: { page, json in
      let messages = Dictionary(grouping: page.messages) { ChatPage.Name(project: $0.project, chat: $0.chat) }
      for chat in page.chats.records {
        let name = ChatPage.Name(project: chat.project, chat: chat.id)
        OpenWebUIChatAnswer(chat: chat, messages: messages[name] ?? []).write(to: &json)
      }
      return page.chats.records.count
    }.response
  }

  private struct ChatPage {
    struct Name: Hashable {
      let project: ID<Project>
      let chat: ID<Chat>
    }

    let chats: ActivityPage<ChatRecord>
    let messages: [MessageRecord]
  }

  /// Each page looks through all messages once.
  private func chats(
    _ query: ActivityQuery<ChatRecord>, after page: ActivityPage<ChatRecord>?, _ limit: Int
  ) async throws -> ChatPage? {
    guard let chats = try await next(query, after: page, limit) else { return nil }
    let ids = Set(chats.records.map(\.id.text))
    let question = MessageListQuery(.chats(ids), MessageRange(query.scope), limit: .max)
    return ChatPage(chats: chats, messages: ids.isEmpty ? [] : try await store.messages(question, budget: budget))
  }

  private func next<R: ActivityRecord>(
    _ query: ActivityQuery<R>, after page: ActivityPage<R>?, _ limit: Int
  ) async throws -> ActivityPage<R>? {
    var query = query
    query.limit = limit
    if let page {
      guard let cursor = page.next else { return nil }
      query.after = cursor
    }
    return try await store.activity(query, budget: budget)
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
