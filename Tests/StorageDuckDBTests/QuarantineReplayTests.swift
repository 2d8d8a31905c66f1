import Foundation
import Ingest
import StorageDuckDB
import Testing
import Usage

@Suite struct QuarantineReplayTests {
  private struct NoPrices: EventPricing {
    func price(_ event: inout UsageEvent) {}
  }

  @Test func `an event that came too early passes once its time has come, and only once`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let store = try await fixture.open()
    let writer = try await EventWriter.open(directory: fixture.folder.path, sink: store)
    let recorder = Recorder(pipeline: Pipeline(pricing: NoPrices(), hasher: writer.hasher), writer: writer)
    let start = Timestamp(seconds: 1_772_366_400)
    let context = IngestContext(now: start, scope: .all, ids: UUIDv7Sequence(now: start, high: 1, low: 2))
    let body = Array("{\"model\":\"m\",\"timestamp\":\"\(start.adding(seconds: 30 * 3600))\"}".utf8)
    let outcome = try body.withUnsafeBytes { try recorder.read($0, as: .json, context: context) }
    #expect(try await recorder.store(outcome, context: context, quarantines: true).rejected == 1)
    #expect(await writer.settle(timeout: .seconds(30)))
    let event = try #require(try await store.quarantined(in: .all, before: nil, limit: 10).first?.event)

    var results: [[Int]] = []
    for hours in [1, 7, 8] as [Int64] {
      var replay = QuarantineReplay(recorder: recorder, quarantine: store, now: start.adding(seconds: hours * 3600))
      try await replay.run(event)
      let recording = try await replay.finish()
      results.append([recording.accepted, recording.duplicates, recording.rejected])
    }
    #expect(results == [[0, 0, 1], [1, 0, 0], [0, 1, 0]])
    #expect(try await store.quarantined(in: .all, before: nil, limit: 10) == [])
    #expect(await writer.shutdown(deadline: .seconds(30)))
    await store.close()
  }
}
