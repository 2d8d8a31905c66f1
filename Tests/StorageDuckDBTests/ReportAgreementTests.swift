import Ingest
import MemoryEngine
import QueryCases
import Semantics
import StorageDuckDB
import Testing
import Usage

/// The named reports' statements against the reference that counts by hand.
@Suite struct ReportAgreementTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>) func `reports as the reference does`(_ seed: UInt64) async throws {
    var random = RandomActivity(seed: seed)
    let reference = MemoryEngine(random.events)
    let store = try await DuckDBStore.inMemory()
    if !random.events.isEmpty { try await store.store(SinkBatch(random.events, from: 1)) }
    for engine in [reference, store] as [any ActivityStore] {
      try await engine.upsert(random.executions)
      try await engine.upsert(random.feedback)
      try await engine.upsert(random.messages)
    }
    for scope in [ProjectScope.all, .only(ID("p0")), .only(ID("nobody"))] {
      try await compareRequests(reference, store, scope)
      try await comparePeople(reference, store, scope, &random)
      for _ in 0..<3 { try await compareRecords(reference, store, ActivityStretch(scope, random.interval()), &random) }
    }
    await store.close()
  }

  private func compareRequests(_ reference: MemoryEngine, _ store: DuckDBStore, _ scope: ProjectScope) async throws {
    let first = CivilDate(daysSinceEpoch: 0), last = CivilDate(daysSinceEpoch: 2)
    let budget = QueryBudget()
    let expected = await reference.newUsers(from: first, through: last, scope: scope, budget: budget)
    #expect(try await store.newUsers(from: first, through: last, scope: scope, budget: budget) == expected)
    let chats = await reference.chatStatistics(scope: scope, budget: budget)
    #expect(try await store.chatStatistics(scope: scope, budget: budget) == chats)
  }

  private func comparePeople(
    _ reference: MemoryEngine, _ store: DuckDBStore, _ scope: ProjectScope, _ random: inout RandomActivity
  ) async throws {
    let budget = QueryBudget(), interval = random.interval(), now = Timestamp(seconds: 10 * 86_400)
    let (granularity, zone) = random.bucketing()
    for filter in [Filter.all, .equals(.by(.chat), "c1"), .not(.isNull(.by(.chat)))] {
      let from = interval.from ?? Timestamp(seconds: 0), to = interval.to ?? now
      let query = Query([.users], by: [.time(granularity)], where: filter, period: .all, zone: zone)
      let plan = try Plan(query, scope: scope, now: now).bounded(by: from...to)
      let new = await reference.newUsers(plan, budget: budget)
      #expect(try await store.newUsers(plan, budget: budget) == new)
      let sessions = await reference.sessions(plan, budget: budget)
      #expect(try await store.sessions(plan, budget: budget) == sessions)
    }
    for conditions in [[:], ["model": RecordCell.text("m1")], ["rating": .null], ["nothing": .text("x")]] {
      for search in [nil, "C1", "wörd c2", "%", "no such words"] {
        let query = ActivityQuery<FeedbackRecord>(scope: scope, interval: interval, where: conditions, limit: 3, search: search)
        let counts = await reference.ratings(query, by: granularity, in: zone, budget: budget)
        #expect(try await Set(store.ratings(query, by: granularity, in: zone, budget: budget)) == Set(counts))
        #expect(try await store.activity(query, budget: budget) == reference.activity(query, budget: budget))
        #expect(try await store.count(query, budget: budget) == reference.count(query, budget: budget))
      }
    }
  }

  private func compareRecords(
    _ reference: MemoryEngine, _ store: DuckDBStore, _ about: ActivityStretch, _ random: inout RandomActivity
  ) async throws {
    let budget = QueryBudget()
    #expect(try await store.executionSummary(about, budget: budget) == reference.executionSummary(about, budget: budget))
    #expect(try await store.executionErrors(about, budget: budget) == reference.executionErrors(about, budget: budget))
    let users = try await reference.executionsByUser(about, limit: 3, budget: budget)
    #expect(try await store.executionsByUser(about, limit: 3, budget: budget) == users)
    #expect(try await store.feedbackSummary(about, budget: budget) == reference.feedbackSummary(about, budget: budget))
    for query in [
      RatedAnswersQuery(about, limit: 100, offset: 0), RatedAnswersQuery(about, minimum: 1, maximum: 4, limit: 2, offset: 1),
      RatedAnswersQuery(about, model: "m1", limit: 5, offset: 0), RatedAnswersQuery(about, limit: 0, offset: 0),
    ] {
      #expect(try await store.ratedAnswers(query, budget: budget) == reference.ratedAnswers(query, budget: budget))
    }
  }
}

/// Few projects, people and times, so that everything meets everything; missing and odd values among them.
private struct RandomActivity {
  private var generator: SeededGenerator
  private(set) var events: [UsageEvent] = []
  private(set) var executions: [ExecutionRecord] = []
  private(set) var feedback: [FeedbackRecord] = []
  private(set) var messages: [MessageRecord] = []

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    for number in 0..<Int.random(in: 0...60, using: &generator) {
      var event = UsageEvent(id: ID("e\(number)"), timestamp: instant(), project: project(), source: "api")
      event.user = maybe { ID("u\($0)") }
      event.chat = maybe { ID("c\($0)") }
      events.append(event)
    }
    for number in 0..<Int.random(in: 0...40, using: &generator) { executions.append(execution(number)) }
    for number in 0..<Int.random(in: 0...40, using: &generator) { feedback.append(rating(number)) }
    for number in 0..<4 {
      var message = MessageRecord(id: ID("m\(number)"), project: project())
      message.chat = ID("c\(number)")
      (message.role, message.preview) = ("ai", "text \(number)")
      messages.append(message)
    }
  }

  private mutating func execution(_ number: Int) -> ExecutionRecord {
    var record = ExecutionRecord(id: ID("x\(number)"), project: project())
    record.user = maybe { ID("u\($0)") }
    record.chat = maybe { ID("c\($0)") }
    record.model = maybe { $0 == 0 ? "" : "m\($0)" }
    record.isSuccessful = Bool.random(using: &generator)
    record.failedAgents = maybe { number in Array(repeating: "agent \"\(number)\"", count: number) }
    let texts = ["KeyError: 'a'", "name 'x' is not defined", "timed out", "", "Ünïcode: \\ \n"]
    record.errorMessages = maybe { count in
      (0..<count).map { AgentMessage(agent: "ä\($0)", text: texts[($0 + number) % texts.count]) }
    }
    if record.errorMessages == nil { record.malformedErrors = maybe { _ in "[1]" } }
    record.createdAt = chance() ? nil : instant()
    return record
  }

  private mutating func rating(_ number: Int) -> FeedbackRecord {
    var record = FeedbackRecord(id: ID("f\(number)"), project: project())
    record.message = maybe { ID("m\($0)") }
    record.chat = Bool.random(using: &generator) ? nil : maybe { ID("c\($0)") }
    record.model = maybe { "m\($0)" }
    record.rating = ["5", "4", "1", "0", "-1", "7", "1.5", "true", "", nil].randomElement(using: &generator) ?? nil
    record.createdAt = chance() ? nil : instant()
    record.comment = maybe { "Wörd C\($0)" }
    return record
  }

  mutating func bucketing() -> (Granularity, Zone) {
    let granularity = [Granularity.day, .hour, .week, .month].randomElement(using: &generator) ?? .day
    return (granularity, ["UTC", "Europe/Berlin", "Asia/Kolkata"].randomElement(using: &generator).flatMap { Zone($0) } ?? .utc)
  }

  mutating func interval() -> Interval {
    let ends = [instant(), instant()].sorted()
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return .always
    case 1: return Interval(from: ends[0], to: nil)
    default: return Interval(from: ends[0], to: ends[1].adding(microseconds: 1))
    }
  }

  private mutating func instant() -> Timestamp { Timestamp(microseconds: Int64.random(in: 0..<10, using: &generator) * 21_600_000_000 + 1) }
  private mutating func project() -> ID<Project> { ID("p\(Int.random(in: 0..<2, using: &generator))") }

  private mutating func chance() -> Bool { Int.random(in: 0..<5, using: &generator) == 0 }

  private mutating func maybe<T>(_ make: (Int) -> T) -> T? {
    let number = Int.random(in: 0..<5, using: &generator)
    return number == 4 ? nil : make(number)
  }
}
