import MemoryEngine
import QueryCases
import Semantics
import Testing
import Usage

@testable import StorageDuckDB

@Suite struct ActivityTests {
  /// Every kind in the same way.
  static let kinds: [any ActivityRecord.Type] = [
    MessageRecord.self, FeedbackRecord.self, ExecutionRecord.self, AgentRecord.self, AgentRunRecord.self, ChatRecord.self,
    UserRecord.self, GroupRecord.self,
  ]

  @Test func `a table has the fields of its kind, in their order`() async throws {
    let store = try await DuckDBStore.inMemory()
    for kind in Self.kinds { try await compareColumns(kind, store) }
    await store.close()
  }

  private func compareColumns<R: ActivityRecord>(_ kind: R.Type, _ store: DuckDBStore) async throws {
    let columns = try await store.writer.run { try $0.query("SELECT * FROM \(kind.table) LIMIT 0").columnNames }
    #expect(columns == ["project", "id"] + R.fields.map(\.name))
    #expect(R.field(R.timeColumn)?.form == .instant)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `answers as the reference does`(seed: UInt64) async throws {
    let store = try await DuckDBStore.inMemory()
    for kind in Self.kinds { try await compareAnswers(kind, seed, store) }
    await store.close()
  }

  private func compareAnswers<R: ActivityRecord>(_ kind: R.Type, _ seed: UInt64, _ store: DuckDBStore) async throws {
    var random = RandomRecords(seed: seed)
    let reference = MemoryEngine()
    for size in [1, 30, 30] {
      let records = random.records(size, of: kind)
      try await store.upsert(records)
      await reference.upsert(records)
    }
    for query in Self.queries(kind) { try await compare(query, store, reference) }
  }

  private static func queries<R: ActivityRecord>(_ kind: R.Type) -> [ActivityQuery<R>] {
    let first = ActivityQuery<R>(scope: .all, limit: 7)
    var queries = [
      first, ActivityQuery(scope: .only(ID("p")), arrangement: .byID, limit: 5), ActivityQuery(scope: .all, arrangement: .byID, limit: 3),
    ]
    let times = [Timestamp(microseconds: 1_000_001), Timestamp(microseconds: 3_000_003)]
    queries.append(ActivityQuery(scope: .all, interval: Interval(from: times[0], to: times[1]), limit: 4))
    queries.append(ActivityQuery(scope: .all, interval: Interval(from: nil, to: times[1])))
    for field in R.fields where field.form != .real {
      let values: [RecordCell] = field.form == .boolean ? [.boolean(true)] : [.null, field.form == .text ? .text("a") : .null]
      for value in values { queries.append(ActivityQuery(scope: .all, where: [field.name: value])) }
    }
    queries.append(ActivityQuery(scope: .all, where: ["id": .text("i3")]))
    queries.append(ActivityQuery(scope: .all, ids: ["i1", "i3", "nobody"], arrangement: .byID))
    queries.append(ActivityQuery(scope: .all, ids: []))
    queries.append(ActivityQuery(scope: .all, where: ["1 = 1; --": .text("x")]))
    return queries
  }

  private func compare<R: ActivityRecord>(_ query: ActivityQuery<R>, _ store: DuckDBStore, _ reference: MemoryEngine) async throws {
    var query = query
    #expect(try await store.count(query, budget: QueryBudget()) == reference.count(query, budget: QueryBudget()))
    repeat {
      let expected = await reference.activity(query, budget: QueryBudget())
      let found = try await store.activity(query, budget: QueryBudget())
      #expect(found == expected, "\(query)")
      query.after = expected.next
    } while query.after != nil
  }

  @Test func `a record replaces the one of its id in its project, and the last in a batch counts`() async throws {
    try await StoreFixture.with { fixture, store in
      var records = ["p", "p", "q"].map { ChatRecord(id: ID("c"), project: ID($0)) }
      for index in records.indices { records[index].title = "\(index)" }
      try await store.upsert(records)
      records[1].title = "later"
      try await store.upsert([records[1]])
      await store.close()
      let again = try await fixture.open()
      let titles = try await again.activity(ActivityQuery<ChatRecord>(scope: .all, arrangement: .byID), budget: QueryBudget()).records.map(
        \.title)
      #expect(titles == ["later", "2"])
      await again.close()
    }
  }

  /// The engine must be able to take the lists apart: reports over agents and categories stand on it.
  @Test func `agents and categories can be counted by SQL`() async throws {
    let store = try await DuckDBStore.inMemory()
    var execution = ExecutionRecord(id: ID("e"), project: ID("p"))
    execution.errorMessages = [AgentMessage(agent: "b", text: "KeyError: 'x'"), AgentMessage(agent: "a", text: "boom")]
    try await store.upsert([execution])
    let rows = try await store.writer.run { connection in
      try connection.query(
        "SELECT unnest(json_keys(error_messages)), unnest(from_json(error_categories, '[\"VARCHAR\"]')) FROM execution"
      ).all()
    }
    #expect(rows == [[.text("b"), .text("IndexError/KeyError")], [.text("a"), .text("OtherError")]])
    await store.close()
  }

  @Test func `a hundred thousand records take seconds, written and written again`() async throws {
    try await StoreFixture.with { _, store in
      let records = (0..<100_000).map { index in
        var record = MessageRecord(id: ID("message-\(index)"), project: ID("p"))
        (record.chat, record.role, record.createdAt) = (ID("chat-\(index / 10)"), "user", Timestamp(seconds: Int64(index)))
        return record
      }
      let clock = ContinuousClock()
      let tenth = try await clock.measure { try await store.upsert(Array(records.prefix(10_000))) }
      let first = try await clock.measure { try await store.upsert(records) }
      let again = try await clock.measure { try await store.upsert(records) }
      let one = try await clock.measure { try await store.upsert([records[77]]) }
      print("upsert of 100000 messages: \(first), again: \(again), one more: \(one)")
      #expect(try await store.count(ActivityQuery<MessageRecord>(scope: .all), budget: QueryBudget()) == 100_000)
      // A slow machine was slow for the tenth part too.
      #expect(first + again < .seconds(60) + tenth * 50)
    }
  }
}
