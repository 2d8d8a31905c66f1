import Ingest
import Usage

/// What can be done with rejected events: by the API and from the page.
package struct QuarantineDesk: Sendable {
  private let recorder: Recorder
  private let quarantine: any QuarantineStore

  /// So many at once.
  package static let limit = 10_000

  package init(recorder: Recorder, quarantine: any QuarantineStore) {
    self.recorder = recorder
    self.quarantine = quarantine
  }

  /// Reads them again; those that pass now are recorded and leave.
  /// - Parameter ids: nil for the newest `limit`, the oldest of them first.
  package func replay(_ ids: [String]?) async throws -> Recording {
    var replay = QuarantineReplay(recorder: recorder, quarantine: quarantine, now: TimeSource.system.now())
    for event in try await events(ids) { try await replay.run(event.event) }
    return try await replay.finish()
  }

  /// Forgets them; says how many there were.
  package func discard(_ ids: [String]?) async throws -> Int {
    let found = try await events(ids).map(\.event.id)
    try await quarantine.removeQuarantined(ids: found)
    return found.count
  }

  private func events(_ ids: [String]?) async throws -> [StoredQuarantine] {
    if let ids { return try await quarantine.quarantined(ids: ids) }
    return try await quarantine.quarantined(before: nil, limit: Self.limit).reversed()
  }
}
