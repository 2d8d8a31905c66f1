import Ingest
import StorageDuckDB
import Surfaces

/// Removes demo events by both of their marks: somebody may well call a source of their own "demo".
struct DemoKeeper: DemoDesk {
  private let store: DuckDBStore
  private let writer: EventWriter

  init(_ installation: Installation) { (store, writer) = (installation.store, installation.writer) }

  init(store: DuckDBStore, writer: EventWriter) { (self.store, self.writer) = (store, writer) }

  func removeDemo() async throws -> Int {
    // What waits in the journal must be in the store to be removed from it.
    while await !writer.settle(timeout: .seconds(10)) { try Task.checkCancellation() }
    let removed = try await store.takeEvents(source: DemoUsage.source, idPrefix: DemoUsage.idPrefix)
    // Otherwise the removed ids would be duplicates for ever.
    if !removed.isEmpty { try await writer.forget(removed) }
    return removed.count
  }
}
