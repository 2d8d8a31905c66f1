import Accounts
import Ingest
import NIOCore
import StorageDuckDB
import Surfaces
import Usage

/// Records demo events, and removes them by both of their marks: somebody may well call a source of their own "demo".
struct DemoKeeper: DemoDesk {
  private let store: DuckDBStore
  private let writer: EventWriter
  private let recorder: Recorder

  init(_ installation: Installation) {
    (store, writer, recorder) = (installation.store, installation.writer, installation.recorder)
  }

  func recordDemo(days: Int, by who: Principal) async throws -> Int {
    var count = 0
    for day in DemoUsage().lines(days: days, now: TimeSource.system.now()) where day.readableBytes > 0 {
      try Task.checkCancellation()
      var generator = SystemRandomNumberGenerator()
      let now = TimeSource.system.now()
      let context = IngestContext(now: now, scope: .all, source: DemoUsage.source, ids: UUIDv7Sequence(now: now, using: &generator))
      let outcome = try day.withUnsafeReadableBytes { try recorder.read($0, as: .ndjson, context: context) }
      count += try await recorder.store(outcome, context: context, quarantines: false).accepted
    }
    try await store.append([
      AuditRecord(
        at: TimeSource.system.now(), who: who.auditName, what: "demo.record", after: AuditDocument.text(["events": String(count)]))
    ])
    return count
  }

  func removeDemo(by who: Principal) async throws -> Int {
    // What waits in the journal must be in the store to be removed from it.
    while await !writer.settle(timeout: .seconds(10)) { try Task.checkCancellation() }
    let removed = try await store.takeEvents(source: DemoUsage.source, idPrefix: DemoUsage.idPrefix)
    // Otherwise the removed ids would be duplicates for ever.
    if !removed.isEmpty { try await writer.forget(removed) }
    try await store.append([
      AuditRecord(
        at: TimeSource.system.now(), who: who.auditName, what: "demo.remove", before: AuditDocument.text(["events": String(removed.count)]))
    ])
    return removed.count
  }
}
