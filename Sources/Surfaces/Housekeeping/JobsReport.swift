import Jobs

/// The jobs and how they went: for the API and the dashboard.
package struct JobsReport: Sendable {
  package let scheduler: Scheduler

  package static let shownRuns = 10

  package init(scheduler: Scheduler) { self.scheduler = scheduler }

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
