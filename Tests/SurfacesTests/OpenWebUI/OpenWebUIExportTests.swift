import Semantics
import Testing
import Usage

@testable import Surfaces

@Suite struct OpenWebUIExportTests {
  private static let count = 1201

  @Test(arguments: AnalyticsSite.Store.allCases) func `all chats come once, over as many pages as it takes`(_ store: AnalyticsSite.Store)
    async throws
  {
    let site = try await OpenWebUISite(in: store)
    let ids = (0..<Self.count).map { ID<Chat>("c\($0)") }
    try await site.engine.upsert(ids.map { ChatRecord(id: $0, project: OpenWebUIRows.project) })
    // Every other chat has messages, which others than the chat's project have too.
    let messages = [OpenWebUIRows.project, ID("other")].flatMap { project in
      ids.enumerated().filter { $0.offset % 2 == 0 }.flatMap { Self.messages(of: $0.element, project) }
    }
    try await site.engine.upsert(messages)
    guard case .array(let chats)? = try await site.ask("/api/v1/chats/all/db").json else { return #expect(Bool(false)) }
    #expect(chats.map { $0["id"]?.text } == ids.map(\.text).sorted())
    let empty = chats.filter { $0["chat"]?["history"]?["messages"] == .object([:]) }
    #expect(empty.count == Self.count / 2)
    let first = chats.first?["chat"]?["history"]?["messages"]
    #expect((first?["q"]?["content"], first?["a"]?["content"]) == (.string("default"), .string("default")))
  }

  private static func messages(of chat: ID<Chat>, _ project: ID<Project>) -> [MessageRecord] {
    ["q", "a"].map { name in
      var message = MessageRecord(id: ID("\(chat)-\(name)"), project: project)
      (message.chat, message.user, message.role, message.createdAt) = (chat, ID("u"), "user", Timestamp(seconds: 1_790_000_000))
      message.content = project.text
      return message
    }
  }

  @Test(arguments: AnalyticsSite.Store.allCases) func `all feedback comes once, over as many pages as it takes`(
    _ store: AnalyticsSite.Store
  ) async throws {
    let site = try await OpenWebUISite(in: store)
    let ids = (0..<Self.count).map { "f\($0)" }
    try await site.engine.upsert(ids.map { FeedbackRecord(id: ID($0), project: OpenWebUIRows.project) })
    guard case .array(let entries)? = try await site.ask("/api/v1/evaluations/feedbacks/all/export").json else {
      return #expect(Bool(false))
    }
    #expect(entries.compactMap { $0["id"]?.text } == ids.sorted().reversed())
  }

  @Test(arguments: AnalyticsSite.Store.allCases) func `nothing is an empty list`(_ store: AnalyticsSite.Store) async throws {
    let site = try await OpenWebUISite(in: store)
    for path in ["/api/v1/chats/all/db", "/api/v1/evaluations/feedbacks/all/export"] {
      #expect(try await site.ask(path).json == .array([]))
    }
  }

  @Test func `pages get larger in steps, and smaller where records are large`() {
    var size = PageSize()
    let first = size.limit
    size.note(first, bytes: first * 100)
    #expect(size.limit == first * 4)
    for _ in 0..<9 { size.note(size.limit, bytes: size.limit * 100) }
    let largest = size.limit
    #expect(largest <= 10_000)
    size.note(largest, bytes: largest << 20)
    #expect(size.limit < 20)
    size.note(1, bytes: 1 << 30)
    #expect(size.limit == 1)
    #expect(size.bytes <= 16 << 20)
  }
}
