import MemoryEngine
import QueryCases
import Semantics
import StorageDuckDB
import Testing
import Usage

/// The statements about runs of agents against the reference that counts by hand.
@Suite struct AgentRunReportAgreementTests {
  static let now = Timestamp("2026-03-31T12:00:00Z")!

  @Test(arguments: 1...12 as ClosedRange<UInt64>) func `tells of runs as the reference does`(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let runs = (0..<Int.random(in: 0...50, using: &random)).map { Self.run($0, &random) }
    let agents = (0..<5).map { number in
      var agent = AgentRecord(id: ID("a\(number % 4)"), project: ID(random.pick(["p", "q"])))
      agent.name = random.pick([nil, "agent \(number)"])
      return agent
    }
    let reference = MemoryEngine([])
    let store = try await DuckDBStore.inMemory()
    for engine in [reference, store] as [any ActivityStore] {
      try await engine.upsert(runs)
      try await engine.upsert(agents)
    }
    let zone = Zone(random.pick(["UTC", "Europe/Berlin", "Pacific/Apia"])) ?? .utc
    for period in [Period.days(3), .hours(30), .all, .month] {
      let interval = period.resolved(now: Self.now, zone: zone), days = CalendarDays(touching: interval, now: Self.now, in: zone)
      for scope in [ProjectScope.all, .only(ID("p")), .only(ID("nobody"))] {
        let about = ActivityStretch(scope, interval)
        let expected = await reference.agentRuns(about, days: days, limit: 3, budget: QueryBudget())
        #expect(try await store.agentRuns(about, days: days, limit: 3, budget: QueryBudget()) == expected, "\(period) \(scope)")
      }
    }
    await store.close()
  }

  private static func run(_ number: Int, _ random: inout SeededGenerator) -> AgentRunRecord {
    var run = AgentRunRecord(id: ID("r\(number)"), project: ID(random.pick(["p", "q"])))
    run.agent = ID("a\(Int.random(in: 0..<6, using: &random))")
    run.status = random.pick([nil, "completed", "success", "failed", "partial", "running"])
    run.trigger = random.pick([nil, "manual", "scheduled", "api"])
    run.durationMicroseconds = random.pick([nil, 0, 1500, 2_000_000])
    // Around the end of winter time in Europe, on the hour or just before it.
    let start = now.adding(seconds: -21_600 * Int64.random(in: -3...20, using: &random)).adding(microseconds: random.pick([0, -1]))
    run.startedAt = random.pick([nil, start, start, start])
    return run
  }
}

@Suite struct CalendarDaysTests {
  private let now = Timestamp("2026-03-31T12:00:00Z")!

  private func days(_ from: String?, _ to: String?, _ zone: Zone = .utc) -> String {
    let days = CalendarDays(touching: Interval(from: from.flatMap { Timestamp($0) }, to: to.flatMap { Timestamp($0) }), now: now, in: zone)
    return "\(days.first) \(days.last)"
  }

  @Test func `an end that is midnight does not touch the day that it begins`() {
    #expect(days("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z") == "2026-03-01 2026-03-02")
    #expect(days("2026-03-01T23:59:59Z", "2026-03-03T00:00:01Z") == "2026-03-01 2026-03-03")
    #expect(days("2026-03-01T23:30:00Z", "2026-03-02T12:00:00Z", Zone("Europe/Berlin")!) == "2026-03-02 2026-03-02")
  }

  @Test func `without edges ten years end today`() {
    #expect(days(nil, nil) == "2016-03-24 2026-03-31")
    #expect(days("1970-01-01T00:00:00Z", nil) == "2016-03-24 2026-03-31")
  }
}
