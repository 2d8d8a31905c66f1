import Ingest
import QueryCases
import Semantics
import StorageDuckDB
import Testing
import Usage

/// The engine against the reference that answers by brute force: random events, zones, edges of daylight saving, filters, orders.
@Suite struct StoreAgreementTests {
  @Test(arguments: [0..<40, 40..<80, 80..<120, 120..<160] as [Range<UInt64>])
  func `answers as the reference does`(_ seeds: Range<UInt64>) async throws {
    let agreement = Agreement { events in
      // In memory: an engine for every case must cost little.
      let store = try await DuckDBStore.inMemory()
      if !events.isEmpty { try await store.store(SinkBatch(events, from: 1)) }
      return store
    }
    let (found, asked) = try await agreement.disagreements(seeds)
    #expect(found == [])
    #expect(asked > seeds.count / 2)
  }
}
