import Foundation
import Ingest
import MemoryEngine
import Semantics
import StorageDuckDB
import Usage

/// The two engines that every case is held against.
enum NrLlmEngine: CaseIterable, Sendable {
  case memory, duckDB

  func holding(_ events: [UsageEvent]) async throws -> any QueryEngine {
    switch self {
    case .memory: return MemoryEngine(events)
    case .duckDB:
      let store = try await DuckDBStore.inMemory()
      if !events.isEmpty { try await store.store(Self.batch(events)) }
      return store
    }
  }

  private static func batch(_ events: [UsageEvent]) -> SinkBatch {
    var builder = EventBlockBuilder()
    for event in events { builder.append(event) }
    let block = builder.take()
    return SinkBatch(
      slices: [.init(block: block, rows: 0..<block.count, firstSequence: 1)], quarantined: [], lastSequence: UInt64(events.count))
  }
}
