import Ingest
import MemoryEngine
import QueryCases
import Semantics
import StorageDuckDB
import Testing
import Usage

/// The statements about chats, agents and people against the reference that counts by hand.
@Suite struct PeopleReportAgreementTests {
  private let budget = QueryBudget()

  @Test(arguments: 1...16 as ClosedRange<UInt64>) func `reports as the reference does`(_ seed: UInt64) async throws {
    var random = RandomPeople(seed: seed)
    let reference = MemoryEngine(random.events)
    let store = try await DuckDBStore.inMemory()
    if !random.events.isEmpty { try await store.store(SinkBatch(random.events, from: 1)) }
    for engine in [reference, store] as [any ActivityStore] {
      try await engine.upsert(random.messages)
      try await engine.upsert(random.chats)
      try await engine.upsert(random.agents)
      try await engine.upsert(random.runs)
      try await engine.upsert(random.users)
    }
    for scope in [ProjectScope.all, .only(ID("p")), .only(ID("nobody"))] {
      try await compareChats(reference, store, scope, random.days())
      try await compareAgents(reference, store, scope, random.days())
      try await comparePeople(reference, store, scope)
    }
    await store.close()
  }

  private func compareChats(_ reference: MemoryEngine, _ store: DuckDBStore, _ scope: ProjectScope, _ days: CalendarDays) async throws {
    let since = RandomPeople.now.adding(seconds: -86_400)
    let chats = await reference.chatDays(days, activeSince: since, scope: scope, budget: budget)
    #expect(try await store.chatDays(days, activeSince: since, scope: scope, budget: budget) == chats)
    let active = await reference.activeChats(since: since, scope: scope, budget: budget)
    #expect(active == chats.active)
    #expect(try await store.activeChats(since: since, scope: scope, budget: budget) == active)
    let messages = await reference.messageDays(days, scope: scope, budget: budget)
    #expect(try await store.messageDays(days, scope: scope, budget: budget) == messages)
    let users = await reference.userDays(days, scope: scope, budget: budget)
    #expect(try await store.userDays(days, scope: scope, budget: budget) == users)
    let activeUsers = await reference.activeUsers(days, scope: scope, budget: budget)
    #expect(try await store.activeUsers(days, scope: scope, budget: budget) == activeUsers)
  }

  private func compareAgents(_ reference: MemoryEngine, _ store: DuckDBStore, _ scope: ProjectScope, _ days: CalendarDays) async throws {
    let summary = await reference.agentSummary(days, scope: scope, budget: budget)
    #expect(try await store.agentSummary(days, scope: scope, budget: budget) == summary)
    let runs = await reference.runDays(days, scope: scope, budget: budget)
    #expect(try await store.runDays(days, scope: scope, budget: budget) == runs)
    let busiest = await reference.busiestAgents(limit: 3, today: days.lastDay, scope: scope, budget: budget)
    #expect(try await store.busiestAgents(limit: 3, today: days.lastDay, scope: scope, budget: budget) == busiest)
  }

  private func comparePeople(_ reference: MemoryEngine, _ store: DuckDBStore, _ scope: ProjectScope) async throws {
    let registered = await reference.registeredUsers(scope: scope, budget: budget)
    #expect(try await store.registeredUsers(scope: scope, budget: budget) == registered)
    for query in [
      PeopleQuery(scope: scope, limit: 100), PeopleQuery(scope: scope, limit: 2, offset: 1),
      PeopleQuery(scope: scope, limit: 5, offset: 99),
      PeopleQuery(scope: scope, tier: "pro", limit: 100), PeopleQuery(scope: scope, tier: "free", limit: 100),
      PeopleQuery(scope: scope, tier: "pro", standardTier: "pro", limit: 100), PeopleQuery(scope: scope, standardTier: "basic", limit: 100),
      PeopleQuery(scope: scope, search: "U1", limit: 100), PeopleQuery(scope: scope, search: "É%", limit: 100),
      PeopleQuery(scope: scope, search: "x.EXAMPLE", limit: 100), PeopleQuery(scope: scope, id: ID("u1")),
      PeopleQuery(scope: scope, id: .anonymous), PeopleQuery(scope: scope, id: ID("nobody")),
    ] {
      #expect(try await store.people(query, budget: budget) == reference.people(query, budget: budget), "\(query)")
    }
  }
}

/// Few people, chats, agents and times, in two projects that know the same ids; times at the ends of days, and none.
private struct RandomPeople {
  static let now = Timestamp("2026-03-31T12:00:00Z")!

  private var generator: SeededGenerator
  private(set) var events: [UsageEvent] = []
  private(set) var messages: [MessageRecord] = []
  private(set) var chats: [ChatRecord] = []
  private(set) var agents: [AgentRecord] = []
  private(set) var runs: [AgentRunRecord] = []
  private(set) var users: [UserRecord] = []

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    for number in 0..<Int.random(in: 0...60, using: &generator) {
      var event = UsageEvent(id: ID("e\(number)"), timestamp: instant(), project: project(), source: "api")
      (event.user, event.chat) = (user(), chat())
      events.append(event)
    }
    messages = (0..<count(40)).map { message($0) }
    chats = (0..<count(6)).map { chat($0) }
    agents = (0..<count(6)).map { agent($0) }
    runs = (0..<count(40)).map { run($0) }
    users = (0..<count(8)).map { user($0) }
  }

  private mutating func message(_ number: Int) -> MessageRecord {
    var record = MessageRecord(id: ID("m\(number)"), project: project())
    (record.chat, record.user, record.createdAt) = (chat() ?? ID("c9"), user(), maybe { $0.instant() })
    record.role = generator.pick(["user", "assistant", "ai", "system", "tool", ""])
    return record
  }

  private mutating func chat(_ number: Int) -> ChatRecord {
    var record = ChatRecord(id: ID("c\(number)"), project: project())
    (record.user, record.createdAt) = (user(), maybe { $0.instant() })
    return record
  }

  private mutating func agent(_ number: Int) -> AgentRecord {
    var record = AgentRecord(id: ID("a\(number % 4)"), project: project())
    (record.name, record.status) = (maybe { _ in "agent \(number)" }, maybe { $0.generator.pick(["deployed", "draft"]) })
    (record.createdAt, record.deployedAt, record.schedules) = (maybe { $0.instant() }, maybe { $0.instant() }, maybe { _ in Int64(number) })
    return record
  }

  private mutating func run(_ number: Int) -> AgentRunRecord {
    var record = AgentRunRecord(id: ID("r\(number)"), project: project())
    (record.agent, record.user, record.startedAt) = (ID("a\(Int.random(in: 0..<6, using: &generator))"), user(), maybe { $0.instant() })
    record.status = maybe { $0.generator.pick(["completed", "failed", "running", "partial", "cancelled"]) }
    return record
  }

  private mutating func user(_ number: Int) -> UserRecord {
    var record = UserRecord(id: number == 7 ? .anonymous : ID("u\(number % 5)"), project: project())
    (record.name, record.email) = (maybe { _ in "é% \(number)" }, maybe { _ in "u\(number)@x.example" })
    (record.tier, record.role) = (maybe { $0.generator.pick(["pro", "free", ""]) }, maybe { _ in "user" })
    record.registeredAt = maybe { $0.instant() }
    return record
  }

  mutating func days() -> CalendarDays {
    let zone = Zone(generator.pick(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"])) ?? .utc
    return CalendarDays(generator.pick([1, 3, 30]), through: Self.now, in: zone)
  }

  private mutating func count(_ limit: Int) -> Int { Int.random(in: 0...limit, using: &generator) }

  /// Steps of six hours around the end of winter time in Europe, on the hour or just before it.
  private mutating func instant() -> Timestamp {
    Self.now.adding(seconds: -21_600 * Int64.random(in: -3...40, using: &generator)).adding(microseconds: generator.pick([0, -1, 1]))
  }

  private mutating func project() -> ID<Project> { ID(generator.pick(["p", "q"])) }
  private mutating func user() -> ID<User>? { generator.pick([nil, .anonymous] + (0..<6).map { ID("u\($0)") }) }
  private mutating func chat() -> ID<Chat>? { generator.pick([nil] + (0..<8).map { ID("c\($0)") }) }

  private mutating func maybe<T>(_ make: (inout Self) -> T) -> T? { generator.chance(1, in: 5) ? nil : make(&self) }
}
