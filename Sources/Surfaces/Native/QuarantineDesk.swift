import Accounts
import Ingest
import Usage

/// What can be done with rejected events, by the API and from the page, and written down with who did it. Whoever is bound to one project
/// does it with those of that project.
package struct QuarantineDesk: Sendable {
  private let recorder: Recorder
  private let quarantine: any QuarantineStore
  private let log: any AuditLog

  /// So many at once.
  package static let limit = 10_000

  package init(recorder: Recorder, quarantine: any QuarantineStore, log: any AuditLog) {
    self.recorder = recorder
    self.quarantine = quarantine
    self.log = log
  }

  /// Reads them again; those that pass now are recorded and leave.
  /// - Parameter ids: nil for the newest `limit`, the oldest of them first.
  package func replay(_ ids: [String]?, by who: Principal) async throws -> Recording {
    var replay = QuarantineReplay(recorder: recorder, quarantine: quarantine, now: TimeSource.system.now())
    let found = try await events(ids, who.projects)
    for event in found { try await replay.run(event.event) }
    let recording = try await replay.finish()
    let outcome = [
      "accepted": String(recording.accepted), "duplicates": String(recording.duplicates), "rejected": String(recording.rejected),
    ]
    try await note("quarantine.replay", of: found.count, by: who, after: AuditDocument.text(outcome))
    return recording
  }

  /// Forgets them; says how many there were.
  package func discard(_ ids: [String]?, by who: Principal) async throws -> Int {
    let found = try await events(ids, who.projects).map(\.event.id)
    try await quarantine.removeQuarantined(ids: found)
    try await note("quarantine.discard", of: found.count, by: who)
    return found.count
  }

  private func note(_ what: String, of count: Int, by who: Principal, after: String? = nil) async throws {
    try await log.append([
      AuditRecord(
        at: TimeSource.system.now(), who: who.auditName, what: what, before: AuditDocument.text(["events": String(count)]), after: after)
    ])
  }

  private func events(_ ids: [String]?, _ projects: ProjectScope) async throws -> [StoredQuarantine] {
    if let ids { return try await quarantine.quarantined(in: projects, ids: ids) }
    return try await quarantine.quarantined(in: projects, before: nil, limit: Self.limit).reversed()
  }
}
