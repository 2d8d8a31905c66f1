import Foundation
import Ingest
import StorageDuckDB
import Usage

/// A store in a folder of its own, for the time of one test.
struct StoreFixture: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "weir-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  var path: String { folder.appending(path: "weir.duckdb").path }

  func open() async throws -> DuckDBStore { try await DuckDBStore.open(path: path) }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  static func with<T>(_ body: (StoreFixture, DuckDBStore) async throws -> T) async throws -> T {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let store = try await fixture.open()
    let result = try await body(fixture, store)
    await store.close()
    return result
  }
}

extension SinkBatch {
  init(_ events: [UsageEvent], from sequence: UInt64, quarantined: [QuarantinedEvent] = []) {
    var builder = EventBlockBuilder()
    for event in events { builder.append(event) }
    let block = builder.take()
    self.init(
      slices: events.isEmpty ? [] : [Slice(block: block, rows: 0..<block.count, firstSequence: sequence)], quarantined: quarantined,
      lastSequence: sequence + UInt64(events.count + quarantined.count) - 1)
  }
}
