import MemoryEngine
import QueryCases
import Semantics
import StorageDuckDB
import Testing
import Usage

/// The statements about messages against the reference that counts by hand.
@Suite struct MessageReportAgreementTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func `reports messages as the reference does`(_ seed: UInt64) async throws {
    var random = RandomMessages(seed: seed)
    let reference = MemoryEngine()
    let store = try await DuckDBStore.inMemory()
    for engine in [reference, store] as [any ActivityStore] {
      try await engine.upsert(random.messages)
      try await engine.upsert(random.chats)
      try await engine.upsert(random.users)
      try await engine.upsert(random.groups)
      try await engine.upsert(random.feedback)
    }
    for scope in [ProjectScope.all, .only(ID("p0")), .only(ID("nobody"))] {
      for _ in 0..<2 {
        let range = random.range(scope)
        try await compareFigures(reference, store, range)
        try await compareBuckets(reference, store, range, &random)
        try await compareLists(reference, store, range)
      }
      try await compareModels(reference, store, scope)
    }
    await store.close()
  }

  private let budget = QueryBudget()

  private func compareFigures(_ reference: MemoryEngine, _ store: DuckDBStore, _ range: MessageRange) async throws {
    #expect(try await store.answersByModel(range, budget: budget) == reference.answersByModel(range, budget: budget))
    #expect(try await store.answerSummary(range, budget: budget) == reference.answerSummary(range, budget: budget))
    #expect(try await store.answerTokens(range, budget: budget) == reference.answerTokens(range, budget: budget))
    for (order, limit) in [(UserAnswers.Order.count, 3), (.tokens, 3), (.tokens, 100)] {
      let expected = await reference.answersByUser(range, order: order, limit: limit, budget: budget)
      #expect(try await store.answersByUser(range, order: order, limit: limit, budget: budget) == expected)
    }
  }

  private func compareBuckets(
    _ reference: MemoryEngine, _ store: DuckDBStore, _ range: MessageRange, _ random: inout RandomMessages
  ) async throws {
    for step in [600_000_000, 10_800_000_000, 86_400_000_000] as [Int64] {
      for metric in [AnswerBucketsQuery.Metric.answers, .tokens] {
        let query = AnswerBucketsQuery(
          range, metric: metric, step: step, zone: random.zone(), now: RandomMessages.now, shift: random.shift())
        #expect(try await store.answerBuckets(query, budget: budget) == reference.answerBuckets(query, budget: budget))
      }
    }
  }

  private func compareLists(_ reference: MemoryEngine, _ store: DuckDBStore, _ range: MessageRange) async throws {
    for subject in [MessageListQuery.Subject.chats(["c0", "c1"]), .chats([]), .model("m0"), .model(""), .user(ID("u1"))] {
      for (limit, offset) in [(100, 0), (3, 2), (0, 0)] {
        let query = MessageListQuery(subject, range, limit: limit, offset: offset)
        #expect(try await store.messages(query, budget: budget) == reference.messages(query, budget: budget))
      }
    }
    for order in [ModelChatsQuery.Order.updated, .title, .userName] {
      for (isAscending, limit, offset) in [(true, 100, 0), (false, 100, 0), (true, 2, 1), (false, 2, 100)] {
        let query = ModelChatsQuery(model: "m0", range, order: order, isAscending: isAscending, limit: limit, offset: offset)
        #expect(try await store.modelChats(query, budget: budget) == reference.modelChats(query, budget: budget))
      }
    }
  }

  private func compareModels(_ reference: MemoryEngine, _ store: DuckDBStore, _ scope: ProjectScope) async throws {
    for model in ["m0", "m1", "", "none"] {
      let tags = await reference.chatTags(of: model, scope: scope, limit: 4, budget: budget)
      #expect(try await store.chatTags(of: model, scope: scope, limit: 4, budget: budget) == tags)
      for zone in RandomMessages.zones {
        let query = VotesQuery(
          scope: scope, model: model, from: Timestamp(seconds: -3_000_000_000), to: RandomMessages.now.adding(seconds: 86_400), zone: zone)
        #expect(try await store.votes(query, budget: budget) == reference.votes(query, budget: budget))
      }
    }
    for users in [["u0", "u2", "nobody"], []] as [Set<String>] {
      let latest = await reference.latestMessages(of: users, scope: scope, budget: budget)
      #expect(try await store.latestMessages(of: users, scope: scope, budget: budget) == latest)
    }
  }
}

/// Few names and times, so that everything meets everything; missing, odd and huge values among them, around a change of clocks.
private struct RandomMessages {
  private var generator: SeededGenerator
  private(set) var messages: [MessageRecord] = []
  private(set) var chats: [ChatRecord] = []
  private(set) var users: [UserRecord] = []
  private(set) var groups: [GroupRecord] = []
  private(set) var feedback: [FeedbackRecord] = []

  /// Clocks go back in New York on 2026-11-01 and ahead on Lord Howe by half an hour.
  static let now = Timestamp(seconds: 1_793_600_000)
  static let zones = ["UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"].compactMap(Zone.init)

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    for number in 0..<Int.random(in: 0...80, using: &generator) { messages.append(message(number)) }
    for number in 0..<5 { chats.append(chat(number)) }
    for number in 0..<3 {
      var user = UserRecord(id: ID("u\(number)"), project: project())
      user.name = maybe { "name \($0)" }
      users.append(user)
    }
    for number in 0..<5 {
      var group = GroupRecord(id: ID("g\(number)"), project: project())
      group.parent = maybe { ID("g\($0)") }
      group.members = (0..<Int.random(in: 0...3, using: &generator)).map { "u\($0 + number % 2)" }
      groups.append(group)
    }
    for number in 0..<Int.random(in: 0...40, using: &generator) { feedback.append(rating(number)) }
  }

  private mutating func message(_ number: Int) -> MessageRecord {
    var message = MessageRecord(id: ID("\(number)"), project: project())
    message.chat = ID("c\(Int.random(in: 0..<5, using: &generator))")
    message.user = maybe { ID("u\($0)") }
    message.role = chance() ? "user" : "assistant"
    message.model = maybe { $0 == 3 ? "" : "m\($0)" }
    message.hasUsage = !chance()
    let huge = chance() && chance()
    message.inputTokens = huge ? .max : maybe { Int64($0) - 1 }
    message.outputTokens = huge ? .max : maybe { Int64($0) }
    message.isTimedInMilliseconds = chance()
    message.createdAt = chance() ? nil : instant()
    return message
  }

  private mutating func chat(_ number: Int) -> ChatRecord {
    var chat = ChatRecord(id: ID("c\(number)"), project: project())
    chat.user = maybe { ID("u\($0)") }
    chat.title = maybe { ["a", "B", "é", ""][$0] }
    chat.tags = (0..<Int.random(in: 0...4, using: &generator)).map { "t\(($0 * 7 + number) % 3)" }
    chat.isInternal = chance()
    chat.createdAt = chance() ? nil : instant()
    chat.updatedAt = chance() ? nil : instant()
    return chat
  }

  private mutating func rating(_ number: Int) -> FeedbackRecord {
    var record = FeedbackRecord(id: ID("f\(number)"), project: project())
    record.model = maybe { $0 == 3 ? "" : "m\($0)" }
    record.rating = ["1", "-1", "1.0", "+1", "0", "true", nil].randomElement(using: &generator) ?? nil
    record.createdAt = chance() ? nil : chance() ? Timestamp(seconds: -315_619_200) : instant()
    return record
  }

  mutating func range(_ scope: ProjectScope) -> MessageRange {
    let ends = [instant(), instant()].map { $0.microseconds / 1_000_000 }.sorted()
    var range = MessageRange(scope, first: chance() ? nil : ends[0], last: chance() ? nil : ends[1])
    if chance() { (range.first, range.last) = (nil, nil) }
    if chance() { range.first = ends[0] * 1000 }
    if chance() { range.last = .max }
    if chance() { range.first = .min }
    range.group = Bool.random(using: &generator) ? nil : maybe { ID("g\($0)") }
    return range
  }

  mutating func zone() -> Zone { Self.zones.randomElement(using: &generator) ?? .utc }
  mutating func shift() -> Int64 { chance() ? 86_400 : chance() ? 300_000_000_000 : 0 }

  private mutating func instant() -> Timestamp {
    let odd: [Int64] = [1, 1_577_836_799, 1_577_836_800, 1_793_686_400, 1_793_686_401, 4_102_444_800]
    let seconds = chance() ? odd.randomElement(using: &generator) ?? 0 : 1_793_500_000 + Int64.random(in: 0..<40, using: &generator) * 1800
    return Timestamp(microseconds: seconds * 1_000_000 + (chance() ? 500_000 : 0))
  }

  private mutating func project() -> ID<Project> { ID("p\(Int.random(in: 0..<2, using: &generator))") }
  private mutating func chance() -> Bool { Int.random(in: 0..<5, using: &generator) == 0 }

  private mutating func maybe<T>(_ make: (Int) -> T) -> T? {
    let number = Int.random(in: 0..<5, using: &generator)
    return number == 4 ? nil : make(number)
  }
}
