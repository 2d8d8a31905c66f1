import Accounts
import Foundation
import Ingest
import Semantics
import Testing
import Usage

@testable import StorageDuckDB

@Suite struct StoreTests {
  static func events(_ count: Int, project: String = "p") -> [UsageEvent] {
    (0..<count).map { number in
      var event = UsageEvent(
        id: ID("e\(number)"), timestamp: Timestamp(seconds: 1_772_366_400 + Int64(number)), project: ID(project), source: "test")
      event.provider = "openai"
      event.model = number % 3 == 0 ? nil : "model with a name longer than twelve bytes \(number % 5)"
      event.tokens.input = Int64(number)
      event.tokens.isEstimated = number % 2 == 0
      event.tags = number % 4 == 0 ? ["team": "a\"b"] : [:]
      event.cost = number % 7 == 0 ? .unpriced : Cost(amount: NanoUSD(nanos: Int64(number)), source: .catalog, price: ID("x"))
      return event
    }
  }

  private func all(_ store: DuckDBStore) async throws -> [UsageEvent] {
    let query = try RecordQuery(scope: .all, limit: 1000, now: Timestamp(seconds: 1_800_000_000))
    return try await store.records(query, budget: QueryBudget()).events.map(\.event)
  }

  @Test func `what is stored is read back field by field, also after reopening`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let stored = Self.events(900)
    var store = try await fixture.open()
    try await store.store(SinkBatch(stored, from: 1))
    #expect(try await all(store) == stored.reversed())
    await store.close()
    store = try await fixture.open()
    #expect(try await all(store) == stored.reversed())
    #expect(try await store.storedSequence() == 900)
    await store.close()
  }

  @Test func `more rows than a chunk holds keep their order and sequence`() async throws {
    try await StoreFixture.with { _, store in
      let events = Self.events(5000)
      var builder = EventBlockBuilder()
      for event in events { builder.append(event) }
      let block = builder.take()
      // Two slices with a gap: rows that were known already have no sequence.
      let batch = SinkBatch(
        slices: [.init(block: block, rows: 0..<2100, firstSequence: 10), .init(block: block, rows: 2200..<5000, firstSequence: 2110)],
        lastSequence: 4909)
      try await store.store(batch)
      let found = Found()
      try await store.identities(after: 2109) { found.add($0) }
      #expect(Set(found.all.map(\.id)) == Set(events[2200...].map(\.id.text)))
      #expect(try await store.storedSequence() == 4909)
    }
  }

  @Test func `a batch that fails leaves nothing behind`() async throws {
    try await StoreFixture.with { _, store in
      var broken = Self.events(3)
      broken[2].source = "fine"
      try await store.store(SinkBatch(broken, from: 1))
      // A row without its required columns cannot be stored.
      let bare = EventBlock(copying: UnsafeRawBufferPointer(start: nil, count: 0), offsets: [0])
      #expect(bare.count == 0)
      let empty = withUnsafeBytes(of: UInt64(0)) { EventBlock(copying: $0, offsets: [0, 8]) }
      let batch = SinkBatch(slices: [.init(block: empty, rows: 0..<1, firstSequence: 4)], lastSequence: 4)
      await #expect(throws: (any Error).self) { try await store.store(batch) }
      #expect(try await store.storedSequence() == 3)
      #expect(try await all(store).count == 3)
    }
  }

  @Test func `quarantine pages backwards and lets go`() async throws {
    try await StoreFixture.with { _, store in
      let events = (1...5).map { number in
        QuarantinedEvent(
          id: "q\(number)", receivedAt: Timestamp(seconds: Int64(number)), project: ID("p"), source: "api",
          rejection: Rejection(.wrongType, field: number == 3 ? nil : "input_tokens", "no \u{1F600}"), body: "{\"a\":\(number)}")
      }
      try await store.store(SinkBatch(Array(Self.events(2)), from: 1, quarantined: Array(events[0...2])))
      try await store.store(SinkBatch([], from: 6, quarantined: Array(events[3...4])))
      let first = try await store.quarantined(in: .all, before: nil, limit: 3)
      #expect(first.map(\.event) == [events[4], events[3], events[2]])
      let second = try await store.quarantined(in: .all, before: first[2].sequence, limit: 3)
      #expect(second.map(\.event) == [events[1], events[0]])
      #expect(try await store.quarantined(in: .only(ID("p")), before: nil, limit: 9).count == 5)
      #expect(try await store.quarantined(in: .only(ID("other")), before: nil, limit: 9) == [])
      #expect(try await store.quarantined(in: .only(ID("other")), ids: ["q1"]) == [])
      try await store.removeQuarantined(ids: ["q2", "unknown"])
      #expect(try await store.quarantined(in: .all, ids: ["q1", "q2"]).map(\.event.id) == ["q1"])
    }
  }

  @Test func `keys keep what they were made with`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    var generator = SystemRandomNumberGenerator()
    let secret = KeySecret.random(using: &generator)
    let key = APIKey(
      id: ID("k"), name: "na'me", scope: .ingest, projects: .only(ID("p")), secret: secret, createdAt: Timestamp(seconds: 5),
      expiresAt: Timestamp(seconds: 9))
    var store = try await fixture.open()
    try await store.insert(key)
    try await store.markUsed([key.id: Timestamp(seconds: 6)])
    try await store.markRevoked(key.id, at: Timestamp(seconds: 7))
    await store.close()
    store = try await fixture.open()
    var expected = key
    expected.lastUsedAt = Timestamp(seconds: 6)
    expected.revokedAt = Timestamp(seconds: 7)
    #expect(try await store.keys() == [expected])
    await store.close()
  }

  @Test func `only the source that is named is removed`() async throws {
    try await StoreFixture.with { _, store in
      var events = Self.events(10)
      for index in 0..<4 { events[index].source = "demo" }
      try await store.store(SinkBatch(events, from: 1))
      #expect(try await store.removeEvents(source: "demo") == 4)
      #expect(Set(try await all(store).map(\.id)) == Set(events[4...].map(\.id)))
    }
  }

  @Test func `prices are replaced as a whole and in their order`() async throws {
    try await StoreFixture.with { _, store in
      try await store.replacePriceOverrides(["b", "a"])
      try await store.replacePriceOverrides(["d", "c", "it's"])
      #expect(try await store.priceOverrides() == ["d", "c", "it's"])
    }
  }

  @Test func `a schema from a later program is refused and left alone`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let store = try await fixture.open()
    await store.close()
    try Self.execute("INSERT INTO schema_migration VALUES (99, 'later', 0)", in: fixture.path)
    await #expect(throws: StoreFailure.newerSchema(found: 99, known: Migrations.all.last!.number)) { try await fixture.open() }
    try Self.execute("DELETE FROM schema_migration WHERE number = 99", in: fixture.path)
    await (try fixture.open()).close()
  }

  @Test func `an edited migration is noticed`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    await (try fixture.open()).close()
    try Self.execute("UPDATE schema_migration SET checksum = 1 WHERE number = 1", in: fixture.path)
    await #expect(throws: StoreFailure.changedMigration(number: 1)) { try await fixture.open() }
  }

  @Test func `a file that is no database is told and left alone`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let junk = Data(repeating: 7, count: 20_000)
    try junk.write(to: URL(filePath: fixture.path))
    do {
      _ = try await fixture.open()
      Issue.record("opened")
    } catch let failure as StoreFailure {
      if case .damaged = failure {} else { Issue.record("\(failure)") }
    }
    #expect(FileManager.default.contents(atPath: fixture.path) == junk)
  }

  @Test func `the table's columns are the fields, in their order`() async throws {
    try await StoreFixture.with { _, store in
      let columns = try await store.requestColumns()
      #expect(columns == ["seq"] + EventField.allCases.map(\.definition.column))
    }
  }

  private static func execute(_ sql: String, in path: String) throws {
    let database = try Database(path: path)
    try Connection(database).execute(sql)
    database.close()
  }
}

private final class Found: @unchecked Sendable {
  // Filled on the store's thread before the call that fills it returns, read after that.
  private(set) var all: [EventIdentity] = []
  func add(_ identities: [EventIdentity]) { all += identities }
}
