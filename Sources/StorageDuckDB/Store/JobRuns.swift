import Foundation
import Jobs
import Usage

extension DuckDBStore: JobLedger {
  private static let columns = "job, scheduled_for, started_at, finished_at, status, trigger, dry_run, counts, error"
  private static let gone = "The server that ran it is gone."

  package func begin(_ run: JobRun, holder: String, leaseUntil: Timestamp) async throws -> JobClaim {
    try await writer.run { connection in
      try connection.transaction {
        if let slot = try Self.heldSlot(run.job, at: run.startedAt, on: connection) { return .busy(slot) }
        try Self.bury(run.job, at: run.startedAt, on: connection)
        if try Self.isDone(run, on: connection) { return .done }
        try Self.write(run, on: connection)
        _ = try connection.query(
          "INSERT OR REPLACE INTO job_lease VALUES ($1, $2, $3, $4)",
          [.text(run.job.rawValue), .text(holder), Value(run.scheduledFor), Value(leaseUntil)])
        return .begun
      }
    }
  }

  package func renew(_ job: JobName, holder: String, leaseUntil: Timestamp) async throws -> Bool {
    try await writer.run { connection in
      try connection.query(
        "UPDATE job_lease SET expires_at = $3 WHERE job = $1 AND holder = $2", [.text(job.rawValue), .text(holder), Value(leaseUntil)]
      ).changedCount > 0
    }
  }

  package func finish(_ run: JobRun, holder: String) async throws -> Bool {
    try await writer.run { connection in
      try connection.transaction {
        let held = try connection.query(
          "DELETE FROM job_lease WHERE job = $1 AND holder = $2", [.text(run.job.rawValue), .text(holder)]
        ).changedCount
        guard held > 0 else { return false }
        try Self.write(run, on: connection)
        return true
      }
    }
  }

  package func lastSucceededSlot(of job: JobName) async throws -> Timestamp? {
    try await writer.run { connection in
      try connection.query(
        "SELECT max(scheduled_for) FROM job_runs WHERE job = $1 AND status = 'succeeded' AND trigger <> 'manual'", [.text(job.rawValue)]
      ).all().first?.first?.instant
    }
  }

  package func runs(of job: JobName, limit: Int, now: Timestamp) async throws -> [JobRun] {
    try await writer.run { connection in
      let held = try Self.heldSlot(job, at: now, on: connection)
      return try connection.query(
        "SELECT \(Self.columns) FROM job_runs WHERE job = $1 ORDER BY started_at DESC, scheduled_for DESC LIMIT $2",
        [.text(job.rawValue), .int64(Int64(limit))]
      ).all().compactMap(Self.run).map { $0.judged(heldSlot: held) }
    }
  }

  /// The slot of the run that somebody holds the lease for.
  private static func heldSlot(_ job: JobName, at now: Timestamp, on connection: Connection) throws -> Timestamp? {
    try connection.query(
      "SELECT scheduled_for FROM job_lease WHERE job = $1 AND expires_at > $2", [.text(job.rawValue), Value(now)]
    ).all().first?.first?.instant
  }

  private static func bury(_ job: JobName, at now: Timestamp, on connection: Connection) throws {
    _ = try connection.query(
      "UPDATE job_runs SET status = 'failed', finished_at = $2, error = $3 WHERE job = $1 AND status = 'running'",
      [.text(job.rawValue), Value(now), .text(gone)])
  }

  /// Succeeded, or tried at its time: only what is made up for tries a failed slot again.
  private static func isDone(_ run: JobRun, on connection: Connection) throws -> Bool {
    let status = try connection.query(
      "SELECT status FROM job_runs WHERE job = $1 AND scheduled_for = $2", [.text(run.job.rawValue), Value(run.scheduledFor)]
    ).all().first?.first?.text
    return status == "succeeded" || (status != nil && run.trigger != .catchup)
  }

  private static func write(_ run: JobRun, on connection: Connection) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let counts = String(decoding: try encoder.encode(run.counts), as: UTF8.self)
    _ = try connection.query(
      "INSERT OR REPLACE INTO job_runs (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      [
        .text(run.job.rawValue), Value(run.scheduledFor), Value(run.startedAt), Value(run.finishedAt), .text(run.status.rawValue),
        .text(run.trigger.rawValue), .bool(run.isDryRun), .text(counts), Value(run.error),
      ])
  }

  private static func run(_ row: [Value]) -> JobRun? {
    guard let job = row[0].text.flatMap(JobName.init), let slot = row[1].instant, let start = row[2].instant,
      let status = row[4].text.flatMap(JobRun.Status.init), let trigger = row[5].text.flatMap(JobRun.Trigger.init)
    else { return nil }
    let counts = try? JSONDecoder().decode([String: Int64].self, from: Data((row[7].text ?? "{}").utf8))
    return JobRun(
      job: job, scheduledFor: slot, trigger: trigger, isDryRun: row[6] == .bool(true), startedAt: start, finishedAt: row[3].instant,
      status: status, counts: counts ?? [:], error: row[8].text)
  }
}

extension JobRun {
  fileprivate func judged(heldSlot: Timestamp?) -> JobRun {
    guard status == .running, heldSlot != scheduledFor else { return self }
    var copy = self
    (copy.status, copy.error) = (.failed, "The server that ran it is gone.")
    return copy
  }
}
