import Accounts
import Ingest
import NIOCore
import Semantics
import StorageDuckDB
import Surfaces
import Usage

/// Records the demo and removes it: events by both of their marks, since somebody may well call a source of their own "demo", records
/// beside them by the store's list.
struct DemoKeeper: DemoDesk {
  private let store: DuckDBStore
  private let writer: EventWriter
  private let recorder: Recorder
  private let budgets: BudgetBook
  private let ledger: BudgetLedger
  private let keepsContent: Bool

  init(_ installation: Installation, ledger: BudgetLedger, keepsContent: Bool) {
    (store, writer, recorder, budgets) = (installation.store, installation.writer, installation.recorder, installation.budgets)
    (self.ledger, self.keepsContent) = (ledger, keepsContent)
  }

  func recordDemo(days: Int, seed: UInt64, by who: Principal) async throws -> DemoCount {
    let usage = DemoUsage(seed: seed), now = TimeSource.system.now()
    let history = usage.history(days: days, now: now)
    var count = DemoCount()
    for day in history where !day.isEmpty { count.events += try await record(DemoUsage.lines(day)) }
    count.records = try await record(DemoRecords(history, project: usage.project))
    try await settle()
    count.records += try await store.putInvented(DemoBudgets.budgets(spent: try await spent(now: now), now: now))
    try await budgets.reload()
    try await note("demo.record", after: count, by: who)
    return count
  }

  private func record(_ lines: ByteBuffer) async throws -> Int {
    try Task.checkCancellation()
    var generator = SystemRandomNumberGenerator()
    let now = TimeSource.system.now()
    let context = IngestContext(now: now, scope: .all, source: DemoUsage.source, ids: UUIDv7Sequence(now: now, using: &generator))
    let outcome = try lines.withUnsafeReadableBytes { try recorder.read($0, as: .ndjson, context: context) }
    return try await recorder.store(outcome, context: context, quarantines: false).accepted
  }

  private func record(_ records: DemoRecords) async throws -> Int {
    var count = try await put(records.users) + put(records.groups)
    count += try await put(records.agents) + put(records.runs)
    count += try await put(records.chats) + put(records.messages)
    return try await count + put(records.feedback) + put(records.executions)
  }

  private func put<R: ActivityRecord>(_ records: [R]) async throws -> Int {
    try await store.putInvented(keepsContent ? records : records.map { $0.withoutContent() })
  }

  private func spent(now: Timestamp) async throws -> [String: Spending] {
    var found: [String: Spending] = [:]
    for kind in BudgetOwner.Kind.allCases {
      let windows = try await ledger.spent(by: DemoBudgets.owners(kind), kind, in: .all, now: now)
      for (id, spending) in windows { found[id] = spending[.month] }
    }
    return found
  }

  func removeDemo(by who: Principal) async throws -> DemoCount {
    try await settle()
    let removed = try await store.takeEvents(source: DemoUsage.source, idPrefix: DemoUsage.idPrefix)
    // Otherwise the removed ids would be duplicates for ever.
    if !removed.isEmpty { try await writer.forget(removed) }
    let count = DemoCount(events: removed.count, records: try await store.takeInvented())
    try await budgets.reload()
    try await note("demo.remove", before: count, by: who)
    return count
  }

  /// What waits in the journal must be in the store to be added up, or removed from it.
  private func settle() async throws {
    while await !writer.settle(timeout: .seconds(10)) { try Task.checkCancellation() }
  }

  private func note(_ what: String, before: DemoCount? = nil, after: DemoCount? = nil, by who: Principal) async throws {
    try await store.append([
      AuditRecord(
        at: TimeSource.system.now(), who: who.auditName, what: what, before: before.map(Self.document), after: after.map(Self.document))
    ])
  }

  private static func document(_ count: DemoCount) -> String {
    AuditDocument.text(["events": String(count.events), "records": String(count.records)])
  }
}
