import Ingest
import Metrics
import Semantics
import StorageDuckDB
import Usage

/// The engine as surfaces see it: whoever was told that an event is recorded finds it in the next answer.
struct SettledEngine: QueryEngine, RecordSource, RecordExporter {
  let store: DuckDBStore
  private let writer: EventWriter
  private let timer = Timer(label: "weir_query")

  init(store: DuckDBStore, writer: EventWriter) {
    self.store = store
    self.writer = writer
  }

  func run(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> QueryResult {
    await settle()
    let start = ContinuousClock.now
    defer { timer.record(duration: ContinuousClock.now - start) }
    return try await store.run(plan, budget: budget)
  }

  func records(_ query: RecordQuery, budget: QueryBudget) async throws(QueryFailure) -> RecordPage {
    await settle()
    let start = ContinuousClock.now
    defer { timer.record(duration: ContinuousClock.now - start) }
    return try await store.records(query, budget: budget)
  }

  func settle() async { await writer.settle(SettlePatience()) }

  func parquet(_ query: RecordQuery, budget: QueryBudget) async throws(QueryFailure) -> ExportedFile {
    await settle()
    return try await store.parquet(query, budget: budget)
  }
}

extension SettledEngine: QuarantineStore {
  func quarantined(in projects: ProjectScope, before: UInt64?, limit: Int) async throws -> [StoredQuarantine] {
    await settle()
    return try await store.quarantined(in: projects, before: before, limit: limit)
  }

  func quarantined(in projects: ProjectScope, ids: [String]) async throws -> [StoredQuarantine] {
    await settle()
    return try await store.quarantined(in: projects, ids: ids)
  }

  func removeQuarantined(ids: [String]) async throws { try await store.removeQuarantined(ids: ids) }
}

// Records need no settling: whoever was told that one is stored finds it in the store.
extension SettledEngine: ActivityStore, ActivitySource {
  func upsert<R: ActivityRecord>(_ records: [R]) async throws(QueryFailure) { try await store.upsert(records) }

  func activity<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) async throws(QueryFailure) -> ActivityPage<R> {
    try await store.activity(query, budget: budget)
  }

  func count<R: ActivityRecord>(_ query: ActivityQuery<R>, budget: QueryBudget) async throws(QueryFailure) -> Int64 {
    try await store.count(query, budget: budget)
  }
}
