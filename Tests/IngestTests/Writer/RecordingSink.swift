import Usage

@testable import Ingest

/// A storage engine in memory that can be made to wait and to fail.
actor RecordingSink: EventSink {
  struct Unavailable: Error {}
  struct Row: Hashable, Sendable {
    let sequence: UInt64
    let id: String
  }

  private(set) var rows: [Row] = []
  private(set) var quarantined: [QuarantinedEvent] = []
  private(set) var batchSizes: [Int] = []
  private var stored: UInt64
  private var failures = 0
  private var isHeld = false
  private var held: [CheckedContinuation<Void, Never>] = []
  private var arrivals: [CheckedContinuation<Void, Never>] = []

  init(rows: [Row] = [], stored: UInt64 = 0) {
    self.rows = rows
    self.stored = stored
  }

  var ids: [String] { rows.map(\.id) }

  func copy() -> RecordingSink { RecordingSink(rows: rows, stored: stored) }

  func fail(times: Int) { failures = times }

  func remove(_ id: String) { rows.removeAll { $0.id == id } }

  /// From now on batches wait until `release`.
  func hold() { isHeld = true }

  func release() {
    isHeld = false
    for continuation in held { continuation.resume() }
    held = []
  }

  /// Returns when a batch is waiting.
  func batchHeld() async {
    if !held.isEmpty { return }
    await withCheckedContinuation { arrivals.append($0) }
  }

  func storedSequence() async throws -> UInt64 { stored }

  func store(_ batch: SinkBatch) async throws {
    if isHeld {
      await withCheckedContinuation { continuation in
        held.append(continuation)
        for arrival in arrivals { arrival.resume() }
        arrivals = []
      }
    }
    if failures > 0 {
      failures -= 1
      throw Unavailable()
    }
    precondition(batch.lastSequence > stored, "stored twice")
    for slice in batch.slices {
      for row in slice.rows {
        let sequence = slice.firstSequence + UInt64(row - slice.rows.lowerBound)
        rows.append(Row(sequence: sequence, id: slice.block[row].decoded().id.text))
      }
    }
    quarantined += batch.quarantined
    batchSizes.append(batch.eventCount)
    stored = batch.lastSequence
  }

  func identities(after sequence: UInt64, _ body: @Sendable ([EventIdentity]) -> Void) async throws {
    let identities = rows.filter { $0.sequence > sequence }.map { EventIdentity(project: "acme", id: $0.id) }
    for start in stride(from: 0, to: identities.count, by: 100) { body(Array(identities[start..<min(start + 100, identities.count)])) }
  }
}
