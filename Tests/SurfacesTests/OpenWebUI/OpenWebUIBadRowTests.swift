import Semantics
import Testing
import Usage

@Suite struct OpenWebUIBadRowTests {
  /// A good answer and one of everything that took the original's answers down.
  private static func site(_ store: AnalyticsSite.Store) async throws -> OpenWebUISite {
    let site = try await OpenWebUISite(in: store)
    var messages = (0..<6).map { number in
      var message = MessageRecord(id: ID("a\(number)"), project: OpenWebUIRows.project)
      (message.chat, message.user, message.role, message.model) = (ID("c"), ID("u"), "assistant", "m")
      (message.createdAt, message.updatedAt, message.isDone) = (OpenWebUISite.now, OpenWebUISite.now, true)
      (message.hasUsage, message.usage, message.inputTokens, message.outputTokens) = (true, "{}", 1, 1)
      return message
    }
    messages[1].user = nil
    messages[2].createdAt = nil
    messages[3].updatedAt = nil
    messages[3].isDone = nil
    messages[4].usage = "[1]"
    messages[5].inputTokens = .max
    try await site.engine.upsert(messages)
    var chat = ChatRecord(id: ID("c"), project: OpenWebUIRows.project)
    chat.tags = ["x"]
    try await site.engine.upsert([chat])
    return site
  }

  @Test(arguments: AnalyticsSite.Store.allCases) func `no bad row takes an answer down`(_ store: AnalyticsSite.Store) async throws {
    let site = try await Self.site(store)
    #expect(try await site.figures("/summary") == ["total_messages": 6, "total_chats": 1, "total_models": 1, "total_users": 2])
    let users = try await site.figures("/users")
    #expect(
      users == [
        "users": .array([
          [
            "user_id": "u", "name": .null, "email": .null, "count": 5, "input_tokens": .number(Double(Int64.max)), "output_tokens": 5,
            "total_tokens": .number(Double(Int64.max)),
          ]
        ])
      ])
    #expect(try await site.figures("/daily?metric=tokens")?["data"]?.count == 1)
    #expect(try await site.figures("/tokens")?["total_tokens"] == .number(Double(Int64.max)))
    #expect(try await site.figures("/models/m/chats") == ["chats": .array([]), "total": 0])
    #expect(try await site.figures("/models/m/overview?days=0") == ["history": .array([]), "tags": .array([["tag": "x", "count": 1]])])
  }

  @Test(arguments: AnalyticsSite.Store.allCases)
  func `a list leaves out messages without a user or a time and fills in what else is missing`(_ store: AnalyticsSite.Store) async throws {
    guard case .array(let messages)? = try await Self.site(store).figures("/messages?chat_id=c") else { return #expect(Bool(false)) }
    #expect(messages.compactMap { $0["id"]?.text } == ["a0", "a3", "a4", "a5"])
    #expect(messages[1]["done"] == .bool(true) && messages[1]["updated_at"] == messages[1]["created_at"])
    #expect(messages[2]["usage"] == .null)
  }
}

extension RecordedJSON: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int) { self = .number(Double(value)) }

  var count: Int? { if case .array(let elements) = self { elements.count } else { nil } }
}
