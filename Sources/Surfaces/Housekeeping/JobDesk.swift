import Accounts
import Jobs
import Usage

/// The jobs and how they went, for the API and the dashboard. Who had one run is written down.
package struct JobDesk: Sendable {
  private let scheduler: Scheduler
  private let log: any AuditLog

  package static let shownRuns = 10

  package init(_ scheduler: Scheduler, log: any AuditLog) { (self.scheduler, self.log) = (scheduler, log) }

  /// Returns as it has begun.
  package func start(_ job: String, isDryRun: Bool, by who: Principal) async throws -> JobRun {
    let run = try await scheduler.start(job, isDryRun: isDryRun)
    try await log.append([
      AuditRecord(
        at: TimeSource.system.now(), who: who.auditName, what: "job.run", subject: job,
        after: AuditDocument.text(["dry_run": isDryRun ? "true" : "false"]))
    ])
    return run
  }

  /// In the order of the schedule.
  package func jobs() async throws -> [JobStatus] {
    var found: [JobStatus] = []
    for entry in scheduler.schedule.entries {
      let runs = try await scheduler.ledger.runs(of: entry.job, limit: Self.shownRuns, now: scheduler.present)
      found.append(JobStatus(entry: entry, runs: runs, next: scheduler.nextSlot(of: entry.job)))
    }
    return found
  }
}
