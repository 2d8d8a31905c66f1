import Usage

/// Reads quarantined events again and moves those that pass into the ledger.
package struct QuarantineReplay {
  private let now: Timestamp
  private let recorder: Recorder
  private let quarantine: any QuarantineStore
  private var index = 0
  private var accepted = 0
  private var judged: [Recording.Judged] = []
  private var passed: [String] = []

  /// - Parameter now: what a timestamp may be is judged by the time of the replay.
  package init(recorder: Recorder, quarantine: any QuarantineStore, now: Timestamp) {
    self.now = now
    self.recorder = recorder
    self.quarantine = quarantine
  }

  package mutating func run(_ event: QuarantinedEvent) async throws {
    // An event without an id of its own gets that of its place in quarantine, and the time at which it came: however often and however
    // far a replay gets, it is the same event.
    let context = IngestContext(
      now: now, arrival: event.receivedAt, scope: event.scope, source: event.source,
      ids: UUIDv7Sequence(now: event.receivedAt, high: 0, low: Self.hash(event.id)))
    let body = Array(event.body.utf8)
    let recording: Recording
    do {
      let outcome = try body.withUnsafeBytes { try recorder.read($0, as: .json, context: context) }
      recording = try await recorder.store(outcome, context: context, quarantines: false)
    } catch let failure as DocumentFailure {
      judged.append(.init(index: index, id: event.id, verdict: .rejected(Rejection(.malformed, failure.message))))
      index += 1
      return
    }
    accepted += recording.accepted
    judged += recording.judged.map { .init(index: index, id: $0.id ?? event.id, verdict: $0.verdict) }
    if recording.rejected == 0 { passed.append(event.id) }
    index += 1
  }

  /// Takes those that passed out of quarantine.
  package func finish() async throws -> Recording {
    try await quarantine.removeQuarantined(ids: passed)
    return Recording(accepted: accepted, judged: judged)
  }

  /// FNV-1a, to get 64 bits out of an id.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension Recording {
  fileprivate init(accepted: Int, judged: [Judged]) {
    let duplicates = judged.count { $0.verdict == .duplicate }
    self.init(accepted: accepted, duplicates: duplicates, rejected: judged.count - duplicates, judged: judged, ignoredFields: [])
  }
}
