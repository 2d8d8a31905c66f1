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

  func recordDemo(days: Int) async throws -> Int {
    var count = 0
    for day in DemoUsage().lines(days: days, now: TimeSource.system.now()) where day.readableBytes > 0 {
      try Task.checkCancellation()
      var generator = SystemRandomNumberGenerator()
      let now = TimeSource.system.now()
      let context = IngestContext(now: now, scope: .all, source: DemoUsage.source, ids: UUIDv7Sequence(now: now, using: &generator))
      let outcome = try day.withUnsafeReadableBytes { try recorder.read($0, as: .ndjson, context: context) }
      count += try await recorder.store(outcome, context: context, quarantines: false).accepted
    }
    return count
  }

  func removeDemo() async throws -> Int {
    // What waits in the journal must be in the store to be removed from it.
    while await !writer.settle(timeout: .seconds(10)) { try Task.checkCancellation() }
    let count = try await store.removeEvents(source: DemoUsage.source, idPrefix: DemoUsage.idPrefix)
    // Otherwise the removed ids would be duplicates for ever.
    if count > 0 { try await writer.rebuildIndex() }
    return count
  }
}
