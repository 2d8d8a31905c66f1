import Accounts
import Ingest
import Jobs
import MemoryEngine
import QueryCases
import Semantics
import StorageDuckDB
import Synchronization
import Testing
import Usage

@Suite struct RetentionTests {
  private static let now = instant("2026-03-29T02:00:00Z")
  private static let cutoff = instant("2026-03-28T02:00:00Z")
  private static let zones = ["UTC", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe", "Europe/Berlin", "Asia/Kathmandu"]

  /// Everybody's requests are kept for a day.
  private static let oneDay = TierBook(
    tiers: [Tier(name: "day", retentionDays: [.requests: 1, .executions: 1], limits: [:])], defaultTier: "day")

  private static func store(_ events: [UsageEvent], _ table: TierBook = oneDay) async throws -> DuckDBStore {
    let store = try await DuckDBStore.inMemory()
    if !events.isEmpty { try await store.store(SinkBatch(events, from: 1)) }
    _ = try await store.replaceTiers(table, inPlaceOf: .standard, audit: AuditRecord(at: now, who: "test", what: "tiers.replace"))
    return store
  }

  private static func clean(_ store: DuckDBStore, at now: Timestamp = now, isDryRun: Bool = false, batch: Int = 7) async throws -> [String:
    Int64]
  {
    let context = JobContext(now: now, isDryRun: isDryRun, logger: quiet)
    try await RetentionCleanup(accounts: store, store: store, batch: batch).run(context)
    return context.tally.all
  }

  private static func plans(_ seed: UInt64) throws -> [Plan] {
    let metrics = Metric.allCases,
      parts = [Array(metrics.prefix(20)), Array(metrics.dropFirst(20).prefix(20)), Array(metrics.dropFirst(40))]
    let granularities: [Granularity?] = [nil, .hour, .threeHours, .day, .week, .month]
    let attributes: [Attribute] = [.project, .provider, .model, .user, .chat, .status, .streamed, .nested, .errorType]
    return try granularities.enumerated().flatMap { index, granularity in
      let turn = Int(seed) + index
      let dimensions: [Dimension] = [.by(attributes[turn % attributes.count]), .tag("team")] + (granularity.map { [.time($0)] } ?? [])
      let zone = Zone(zones[turn % zones.count]) ?? .utc
      return try parts.filter { !$0.isEmpty }.map { part in
        try Plan(Query(part, by: dimensions, period: .all, zone: zone, limit: 10_000), scope: .all, now: now)
      }
    }
  }

  private static func events(_ seed: UInt64) -> [UsageEvent] {
    let events = QueryCase(seed: seed).events, times = events.map(\.timestamp).sorted()
    // So that one half of them is over.
    let shift = times.isEmpty ? 0 : cutoff.microseconds - times[times.count / 2].microseconds
    return events.map { event in
      var event = event
      event.timestamp = event.timestamp.adding(microseconds: shift)
      return event
    }
  }

  @Test func `invented usage is not summed up, whoever else calls a source so is`() async throws {
    func event(_ id: String) -> UsageEvent {
      UsageEvent(id: ID(id), timestamp: instant("2026-01-01T00:00:00Z"), project: ID("p"), source: "demo")
    }
    let store = try await Self.store([event("demo-1"), event("other")])
    #expect(try await Self.clean(store)["requests"] == 1)
    #expect(try await store.removeEvents(source: "demo", idPrefix: "demo-") == 1)
    await store.close()
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func `no total moves when requests are summed up`(_ seed: UInt64) async throws {
    let events = Self.events(seed), store = try await Self.store(events), reference = MemoryEngine(events)
    let plans = try Self.plans(seed), budget = QueryBudget()
    let before = try await Self.answers(store, plans), chats = try await store.chatStatistics(scope: .all, budget: budget)
    let first = CivilDate(daysSinceEpoch: 18_000), last = CivilDate(daysSinceEpoch: 23_000)
    let newUsers = try await store.newUsers(from: first, through: last, scope: .all, budget: budget)
    let over = events.count { $0.timestamp < Self.cutoff }
    #expect(try await Self.clean(store)["requests"] == Int64(over))
    _ = try await store.mergeRollUps()
    await reference.rollUp { $0.timestamp < Self.cutoff }
    for (plan, before) in zip(plans, before) {
      let after = try await store.run(plan, budget: budget)
      #expect(after.rolledUpUntil != nil)
      let stable = plan.metrics.indices.filter { !plan.metrics[$0].isQuantile }.map { $0 + plan.dimensions.count }
      #expect(Self.columns(after, stable, plan) == Self.columns(before, stable, plan))
      let expected = try await reference.run(plan, budget: budget)
      #expect(Agreement.difference(expected, after) == nil)
    }
    #expect(try await store.chatStatistics(scope: .all, budget: budget) == chats)
    #expect(try await store.newUsers(from: first, through: last, scope: .all, budget: budget) == newUsers)
    let listed = try await store.records(RecordQuery(scope: .all, period: .all, limit: 1000, now: Self.now), budget: budget)
    #expect(listed.events.count == events.count - over)
    await store.close()
  }

  /// What reports say that go by no plan, and those that go by one.
  private static func reports(_ store: DuckDBStore) async throws -> [String] {
    let budget = QueryBudget(), days = CalendarDays(120, through: now, in: .utc)
    let people = try await store.people(PeopleQuery(scope: .all, limit: 1000), budget: budget)
    let chats = try await store.chatDays(days, activeSince: cutoff, scope: .all, budget: budget)
    let users = try await store.userDays(days, scope: .all, budget: budget)
    let active = try await store.activeUsers(days, scope: .all, budget: budget)
    let plan = try Plan(Query([.requests], by: [.time(.day)], period: .all, zone: .utc), scope: .all, now: now)
    let sessions = try await store.sessions(plan, budget: budget)
    let told = users.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let created = chats.created.days.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return ["\(people)", "\(created) \(chats.created.total) \(chats.active)", "\(told)", "\(active)", "\(sessions)"]
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func `no report about people and chats moves when requests are summed up`(
    _ seed: UInt64
  ) async throws {
    let store = try await Self.store(Self.events(seed))
    let before = try await Self.reports(store)
    #expect(try await Self.clean(store)["requests"] ?? 0 > 0)
    #expect(try await Self.reports(store) == before)
    await store.close()
  }

  private static func answers(_ store: DuckDBStore, _ plans: [Plan]) async throws -> [QueryResult] {
    var answers: [QueryResult] = []
    for plan in plans { answers.append(try await store.run(plan, budget: QueryBudget())) }
    return answers
  }

  private static func columns(_ result: QueryResult, _ columns: [Int], _ plan: Plan) -> Set<[Semantics.Value]> {
    Set(result.rows.map { row in row.prefix(plan.dimensions.count) + columns.map { row[$0] } })
  }

  @Test func `a record that is as old as the limit is kept`() async throws {
    let events = [0, -1].map { delta in
      UsageEvent(id: ID("e\(delta)"), timestamp: Self.cutoff.adding(microseconds: delta), project: ID("p"), source: "api")
    }
    let store = try await Self.store(events)
    #expect(try await Self.clean(store, isDryRun: true) == ["requests": 1, "executions": 0, "messages": 0, "feedback": 0, "chats": 0])
    #expect(try await Self.clean(store)["requests"] == 1)
    let left = try await store.records(RecordQuery(scope: .all, period: .all, limit: 10, now: Self.now), budget: QueryBudget())
    #expect(left.events.map(\.event.id.text) == ["e0"])
    #expect(try await Self.clean(store)["requests"] == nil)
    await store.close()
  }

  @Test func `users keep what their tiers keep`() async throws {
    var table = Self.oneDay
    table.tiers.append(Tier(name: "long", retentionDays: [.requests: 365], limits: [:]))
    table.defaultTier = nil
    let names = ["short", "long", "forever", "unset", "gold", "nobody"]
    let events = names.map { name in
      var event = UsageEvent(id: ID(name), timestamp: Self.now.adding(seconds: -40 * 86_400), project: ID("p"), source: "api")
      event.user = name == "nobody" ? nil : ID(name)
      return event
    }
    let store = try await Self.store(events, table)
    try await store.upsert([
      user("short", tier: "day"), user("long", tier: "long"), user("forever", tier: "day") { $0.retentionDays = -1 }, user("unset"),
      user("gold", tier: "gold"),
    ])
    _ = try await Self.clean(store)
    let left = try await store.records(RecordQuery(scope: .all, period: .all, limit: 10, now: Self.now), budget: QueryBudget())
    #expect(Set(left.events.map(\.event.id.text)) == ["long", "forever", "unset", "gold", "nobody"])
    let audit = try await store.audit(Self.retentionAudit)
    #expect(audit.entries.map(\.record.subject) == ["short"])
    #expect(audit.entries.first?.record.who == "job:retention_cleanup")
    #expect(
      audit.entries.first?.record.after
        == #"{"project":"p","records":1,"retention_days":1,"cutoff":"2026-03-28T02:00:00.000000Z"}"#)
    await store.close()
  }

  private static var retentionAudit: AuditQuery {
    var query = AuditQuery(limit: 1000)
    query.what = "retention"
    return query
  }

  @Test(arguments: 0...6) func `a run that dies anywhere and is run again is one run`(_ steps: Int) async throws {
    let events = Self.events(5), plans = try Self.plans(5)
    let whole = try await Self.store(events), broken = try await Self.store(events)
    _ = try await Self.clean(whole)
    let dying = DyingStore(store: broken, steps: steps)
    let job = RetentionCleanup(accounts: broken, store: dying, batch: 7)
    await #expect(throws: DyingStore.Death.self) { try await job.run(JobContext(now: Self.now, logger: quiet)) }
    _ = try await Self.clean(broken)
    _ = try await Self.clean(broken)
    for plan in plans {
      let (expected, found) = (try await whole.run(plan, budget: QueryBudget()), try await broken.run(plan, budget: QueryBudget()))
      #expect(found.rows == expected.rows)
    }
    let audits = [try await whole.audit(Self.retentionAudit), try await broken.audit(Self.retentionAudit)].map { page in
      Set(page.entries.map(\.record))
    }
    #expect(audits[0] == audits[1])
    await whole.close()
    await broken.close()
  }

  @Test func `of executions what was written goes, and the record stays`() async throws {
    let store = try await Self.store([])
    var execution = ExecutionRecord(id: ID("x"), project: ID("p"))
    (execution.isSuccessful, execution.createdAt, execution.output) = (true, Self.cutoff.adding(seconds: -1), "secret")
    execution.complete()
    try await store.upsert([execution])
    #expect(try await Self.clean(store)["executions"] == 1)
    let left = try await store.activity(ActivityQuery<ExecutionRecord>(scope: .all), budget: QueryBudget()).records
    #expect(left.map(\.output) == [nil])
    #expect(left.map(\.outputLength) == [execution.outputLength])
    #expect(try await Self.clean(store)["executions"] == nil)
    await store.close()
  }

  @Test func `old logs are trimmed, and the last success of a job is remembered`() async throws {
    let store = try await Self.store([]), old = Self.now.adding(seconds: -1000 * 86_400)
    try await store.append([AuditRecord(at: old, who: "a", what: "b")])
    for index in 0..<2 {
      let slot = old.adding(seconds: Int64(index) * 86_400)
      let run = JobRun(job: .retentionCleanup, scheduledFor: slot, trigger: .slot, startedAt: slot, finishedAt: slot, status: .succeeded)
      _ = try await store.begin(run, holder: "h", leaseUntil: slot.adding(seconds: 1))
      _ = try await store.finish(run, holder: "h")
    }
    let context = JobContext(now: Self.now, logger: quiet)
    try await LogTrimming(store).run(context)
    #expect(context.tally.all == ["audit": 1, "job_runs": 1, "quarantine": 0])
    #expect(try await store.lastSucceededSlot(of: .retentionCleanup) == old.adding(seconds: 86_400))
    await store.close()
  }
}

/// Dies after so many steps.
private final class DyingStore: RetentionStore {
  struct Death: Error {}
  private let store: DuckDBStore
  private let steps: Mutex<Int>

  init(store: DuckDBStore, steps: Int) {
    self.store = store
    self.steps = Mutex(steps)
  }

  private func step() throws {
    try steps.withLock { left in
      guard left > 0 else { throw Death() }
      left -= 1
    }
  }

  func findExpired(_ search: RetentionSearch) async throws -> RetentionFinding {
    try step()
    return try await store.findExpired(search)
  }

  func purge(part: Int, of finding: RetentionFinding) async throws -> Int {
    try step()
    return try await store.purge(part: part, of: finding)
  }
}

extension Metric {
  fileprivate var isQuantile: Bool {
    if case .quantile = definition.aggregate { true } else { false }
  }
}
