import Accounts
import Ingest
import Jobs
import Usage

@testable import StorageDuckDB

/// A store in which every job finds several things to do, and several to leave alone.
struct BusyStore {
  static let now = instant("2026-03-29T02:00:00Z")
  private static let tiers = TierBook(
    tiers: [
      Tier(name: "day", retentionDays: Dictionary(uniqueKeysWithValues: RetainedKind.allCases.map { ($0, 1) }), limits: [:]),
      Tier(name: "long", retentionDays: [:], limits: [:]),
    ], defaultTier: "day")
  private static let owners: [String?] = ["a", "b", "keeper", nil]

  let store: DuckDBStore

  init() async throws {
    store = try await DuckDBStore.inMemory()
    _ = try await store.replaceTiers(Self.tiers, inPlaceOf: .standard, audit: AuditRecord(at: Self.now, who: "test", what: "tiers.replace"))
    try await store.upsert(Self.users)
    try await addMergeableSums()
    try await store.store(SinkBatch(Self.events, from: 100, quarantined: Self.quarantined))
    try await addActivity()
    try await addLogs()
  }

  private static func ago(days: Int64, seconds: Int64 = 0) -> Timestamp { now.adding(seconds: -days * 86_400 + seconds) }

  private static var users: [UserRecord] {
    [
      user("a", tier: "day"), user("b", tier: "day"), user("keeper", tier: "long"),
      user("held", tier: "long") { ($0.status, $0.onHoldSince) = ("on_hold", ago(days: 8)) },
      user("held-lately", tier: "long") { ($0.status, $0.onHoldSince) = ("on_hold", ago(days: 6)) },
      user("leaving", tier: "long") { ($0.pendingCancel, $0.periodEndsAt) = (true, now) },
      user("moving", tier: "long") { ($0.scheduledTier, $0.scheduledAt) = ("day", now) },
      user("lured", tier: "long") { ($0.promoEndsAt, $0.promoPreviousTier) = (now, "day") },
      user("lured-too", tier: "long") { $0.promoEndsAt = now },
    ]
  }

  private static func event(_ id: String, _ owner: String?, _ time: Timestamp) -> UsageEvent {
    var event = UsageEvent(id: ID(id), timestamp: time, project: ID("p"), source: "api")
    event.user = owner.map { ID($0) }
    return event
  }

  private static var events: [UsageEvent] {
    owners.enumerated().flatMap { number, owner in
      [ago(days: 3), ago(days: 3, seconds: 60), ago(days: 0)].enumerated().map { event("e\(number)-\($0)", owner, $1) }
    }
  }

  /// Requests of one quarter of an hour that were summed up on two days.
  private func addMergeableSums() async throws {
    for turn in 0..<2 {
      let seconds = Int64(turn) * 300
      try await store.store(SinkBatch([Self.event("m\(turn)", "a", Self.ago(days: 9, seconds: seconds))], from: UInt64(turn) + 1))
      let context = JobContext(now: Self.ago(days: 8, seconds: seconds + 60), logger: quiet)
      try await RetentionCleanup(accounts: store, store: store).run(context)
    }
  }

  private static var quarantined: [QuarantinedEvent] {
    [40, 35, 1].map { days in
      QuarantinedEvent(
        id: "q\(days)", receivedAt: ago(days: days), project: ID("p"), source: "api", rejection: Rejection(.invalid, field: nil, "no"),
        body: "{}")
    }
  }

  private func addActivity() async throws {
    var messages: [MessageRecord] = [], executions: [ExecutionRecord] = [], opinions: [FeedbackRecord] = [], chats: [ChatRecord] = []
    for (number, owner) in Self.owners.enumerated() {
      for days: Int64 in [0, 3] {
        let id = "\(number)-\(days)", time = Self.ago(days: days), user = owner.map { ID<User>($0) }
        var message = MessageRecord(id: ID(id), project: ID("p")), execution = ExecutionRecord(id: ID(id), project: ID("p"))
        (message.user, message.createdAt, message.content) = (user, time, "secret")
        (execution.user, execution.createdAt, execution.output) = (user, time, "secret")
        var opinion = FeedbackRecord(id: ID(id), project: ID("p")), chat = ChatRecord(id: ID(id), project: ID("p"))
        (opinion.user, opinion.createdAt, opinion.comment) = (user, time, "secret")
        (chat.user, chat.createdAt, chat.title) = (user, time, "secret")
        messages.append(message)
        executions.append(execution)
        opinions.append(opinion)
        chats.append(chat)
      }
    }
    try await store.upsert(messages)
    try await store.upsert(executions)
    try await store.upsert(opinions)
    try await store.upsert(chats)
  }

  private func addLogs() async throws {
    try await store.append([1000, 900, 1].map { AuditRecord(at: Self.ago(days: $0), who: "test", what: "test") })
    for job in [JobName.retentionCleanup, .logTrimming] {
      for days: Int64 in [1000, 999, 1] {
        let slot = Self.ago(days: days)
        let run = JobRun(job: job, scheduledFor: slot, trigger: .slot, startedAt: slot, finishedAt: slot, status: .succeeded)
        _ = try await store.begin(run, holder: "h", leaseUntil: slot.adding(seconds: 1))
        _ = try await store.finish(run, holder: "h")
      }
    }
  }

  /// Every row of every table, in no order. The numbers of audit records are left out: they tell only in which order they were written.
  func contents() async throws -> [String: [String: Int]] {
    try await store.writer.run { connection in
      var contents: [String: [String: Int]] = [:]
      for table in try StoredTable.all(on: connection) {
        let columns = table.columns.filter { (table.name, $0.name) != ("audit", "number") }.map(\.quoted).joined(separator: ", ")
        let rows = try connection.query("SELECT \(columns) FROM \(table.name)").all()
        contents[table.name] = Dictionary(rows.map { ("\($0)", 1) }, uniquingKeysWith: +)
      }
      return contents
    }
  }

  func auditNumbersAreUnique() async throws -> Bool {
    try await store.writer.run { try $0.query("SELECT count(*) = count(DISTINCT number) FROM audit").all() == [[.bool(true)]] }
  }
}
