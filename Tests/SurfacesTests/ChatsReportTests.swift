import MemoryEngine
import Semantics
import Testing
import Usage

@testable import Surfaces

@Suite struct ChatsReportTests {
  private static let now = Timestamp(seconds: 1_772_532_000)

  private func event(_ id: String, _ chat: String?, _ user: String?, hour: Int64) -> UsageEvent {
    var event = UsageEvent(id: ID(id), timestamp: Self.now.adding(seconds: -3600 * hour), project: ID("p"), source: "api")
    (event.chat, event.user) = (chat.map { ID($0) }, user.map { ID($0) })
    event.tokens.total = 10
    return event
  }

  private func report() async -> ChatsReport {
    let engine = MemoryEngine([
      event("1", "c1", "anna", hour: 5), event("2", "c1", "ben", hour: 1), event("3", "c2", nil, hour: 2), event("4", nil, "anna", hour: 3),
      event("5", "c3", "chris", hour: 9),
    ])
    var chat = ChatRecord(id: ID("c2"), project: ID("p"))
    (chat.title, chat.isArchived, chat.isInternal) = ("Budget 2026", true, true)
    var user = UserRecord(id: ID("chris"), project: ID("p"))
    user.name = "Chris Müller"
    await engine.upsert([chat])
    await engine.upsert([user])
    let budget = QueryBudget()
    return ChatsReport(engine: engine, source: engine, names: UserDirectory(engine, budget: budget), budget: budget)
  }

  private func answer(_ words: String? = nil, limit: Int = 10) async throws -> ChatsAnswer {
    let query = Query(ChatsReport.metrics, by: [.by(.chat)], period: .all, order: ChatsReport.order, limit: limit)
    return try await report().answer(try Plan(query, scope: .only(ID("p")), now: Self.now), finding: words)
  }

  @Test func `chats stand in the order of their last request, and requests without a chat are none`() async throws {
    let rows = try await answer().rows
    #expect(rows.map(\.id) == ["c1", "c2", "c3"])
    #expect(rows.map(\.requests) == [2, 1, 1])
    #expect(rows.map(\.users) == [["anna", "ben"], [], ["chris"]])
  }

  @Test func `what was told about a chat is beside its figures`() async throws {
    let row = try await answer().rows[1]
    #expect(row.record?.title == "Budget 2026")
    #expect(row.record?.isArchived == true && row.record?.isInternal == true)
    #expect(row.isUnpriced && row.cost == nil)
  }

  @Test(arguments: [("budget", ["c2"]), ("MÜLLER", ["c3"]), ("ann", ["c1"]), ("C", ["c1", "c2", "c3"]), ("%", [])])
  func `words are looked for in titles, names and ids`(_ words: String, _ found: [String]) async throws {
    #expect(try await answer(words).rows.map(\.id) == found)
  }

  @Test func `a page says that there is more`() async throws {
    let page = try await answer(limit: 2)
    #expect(page.rows.map(\.id) == ["c1", "c2"])
    #expect(page.result.isTruncated)
  }
}
