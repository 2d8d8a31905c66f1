import Ingest
import MemoryEngine
import QueryCases
import Semantics
import Testing
import Usage

@Suite struct AgreementTests {
  /// The way through the sink, and the finding of time buckets by arithmetic, against the walk from minute to minute.
  @Test(arguments: 0..<60) func `arithmetic and the wall clock find the same buckets`(seed: Int) async throws {
    let test = QueryCase(seed: UInt64(seed))
    let zone = test.query.zone
    for granularity in Granularity.allCases {
      guard let first = test.events.map(\.timestamp).min(), let last = test.events.map(\.timestamp).max() else { return }
      let query = Query([.firstSeen, .lastSeen], by: [.time(granularity)], period: .all, zone: zone)
      let plan = try Plan(query, scope: .all, now: test.now).bounded(by: first...last)
      let bucketing = try #require(plan.bucketing)
      let expected = Set(test.events.map { Value.instant(bucketing.bucket(of: $0.timestamp)) })
      let rows = try await MemoryEngine(test.events).rows(plan, limit: .max, budget: QueryBudget())
      #expect(Set(rows.map { $0[0] }) == expected, "\(zone.id) \(granularity)")
    }
  }

  @Test func `tells where two engines differ`() async throws {
    let agreement = Agreement { events in MemoryEngine(events.dropLast()) }
    #expect(try await !agreement.disagreements(0..<20).found.isEmpty)
    let same = try await Agreement { events in MemoryEngine(events) }.disagreements(0..<20)
    #expect(same.found == [])
    #expect(same.asked > 5)
  }

  @Test func `keeps what it is fed, with its numbers`() async throws {
    let event = UsageEvent(id: ID("a"), timestamp: Timestamp(seconds: 1), project: ID("p"), source: "api")
    var builder = EventBlockBuilder()
    builder.append(event)
    let engine = MemoryEngine()
    await engine.store(SinkBatch(slices: [.init(block: builder.take(), rows: 0..<1, firstSequence: 7)], lastSequence: 9))
    let page = await engine.records(try RecordQuery(scope: .all, now: Timestamp(seconds: 2)), budget: QueryBudget())
    #expect(page == RecordPage([RecordedEvent(sequence: 7, event: event)], limit: 1))
    #expect(await engine.storedSequence() == 9)
  }
}
