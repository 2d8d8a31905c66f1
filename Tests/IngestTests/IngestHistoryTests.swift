import Testing
import Usage

@testable import Ingest

@Suite struct EventDelaysTests {
  private let now = Timestamp("2026-03-02T12:00:00Z")!

  @Test func `a delay is counted under the first bound that it keeps to`() {
    var delays = EventDelays()
    for seconds: Int64 in [0, 1, 2, 10, 11, 60, 600, 3600, 86_400, 86_401] {
      delays.record(now.adding(seconds: -seconds), receivedAt: now)
    }
    #expect(delays.counts == [2, 2, 2, 1, 1, 1, 1] && delays.ahead == 0)
  }

  @Test func `a clock may be a second ahead before that is told`() {
    var delays = EventDelays()
    delays.record(now.adding(seconds: 1), receivedAt: now)
    delays.record(now.adding(microseconds: 1_000_001), receivedAt: now)
    #expect(delays.counts[0] == 1 && delays.ahead == 1)
  }

  @Test(arguments: [1, 255, 256, 257, 1000]) func `every event of a body counts once, however few are looked at`(_ count: Int) {
    var builder = EventBlockBuilder(capacity: 1024)
    for number in 0..<count {
      builder.append(UsageEvent(id: ID("e\(number)"), timestamp: now.adding(seconds: -5), project: ID("p"), source: "api"))
    }
    var delays = EventDelays()
    delays.record(builder.take(), receivedAt: now)
    #expect(delays.counts == [0, count, 0, 0, 0, 0, 0])
  }
}

@Suite struct IngestHistoryTests {
  private let now = Timestamp("2026-03-02T12:34:56Z")!

  /// Accepted events, and one rejection for each code.
  private func outcome(_ accepted: Int, _ rejected: [Rejection.Code] = []) -> IngestOutcome {
    var builder = EventBlockBuilder(capacity: 64)
    for number in 0..<accepted {
      builder.append(UsageEvent(id: ID("e\(number)"), timestamp: now, project: ID("p"), source: "api"))
    }
    let hasher = EventKeyHasher(key0: 1, key1: 2)
    return IngestOutcome(
      block: builder.take(), keys: (0..<accepted).map { hasher.key(project: "p", id: "e\($0)") }, indexes: Array(0..<accepted),
      rejected: rejected.map { .init(index: 0, id: nil, rejection: Rejection($0, "no"), body: "{}") }, ignoredFields: [])
  }

  @Test func `verdicts are in the ten minutes in which they were given, and a day is kept`() {
    let history = IngestHistory()
    history.record(outcome(3, [.missing, .missing, .invalid]), duplicates: 1, isNew: true, at: now)
    history.record(outcome(2), duplicates: 0, isNew: true, at: now.adding(seconds: 600))
    let buckets = history.buckets(now: now.adding(seconds: 600))
    #expect(buckets.count == 144)
    let (before, last) = (buckets[142], buckets[143])
    #expect(before.start == Timestamp("2026-03-02T12:30:00Z") && last.start == Timestamp("2026-03-02T12:40:00Z"))
    #expect((before.accepted, before.duplicates, before.rejected) == (2, 1, [.missing: 2, .invalid: 1]))
    #expect((last.accepted, last.duplicates, last.rejected) == (2, 0, [:]))
    #expect(history.buckets(now: now.adding(seconds: 86_400 + 600)).allSatisfy { $0.accepted == 0 })
  }

  @Test func `what is read again is no second verdict and no late event`() {
    let history = IngestHistory()
    history.record(outcome(1, [.missing]), duplicates: 0, isNew: false, at: now)
    let last = history.buckets(now: now)[143]
    #expect(last.accepted == 1 && last.rejected == [:] && last.delays == EventDelays())
  }
}
