import Accounts
import Jobs
import Semantics
import Usage
import Web

/// What runs by itself, and what it goes by: jobs, tiers, accounts and the audit log.
package struct HousekeepingAPI: Sendable {
  let scheduler: Scheduler
  let jobs: JobDesk
  let accounts: any AccountStore & TierStore
  let audit: any AuditLog

  package init(scheduler: Scheduler, accounts: any AccountStore & TierStore, audit: any AuditLog) {
    self.scheduler = scheduler
    jobs = JobDesk(scheduler, log: audit)
    self.accounts = accounts
    self.audit = audit
  }

  package var endpoints: [Endpoint] {
    [
      listJobs("/v1/jobs", "listJobs"), runJob("/v1/jobs/{name}/run", "runJob"),
      listJobs("/api/admin/jobs", "listAdminJobs"), runJob("/api/admin/jobs/{name}/run", "runAdminJob"),
      readTiers, replaceTiers, userTier, listAudit,
    ]
  }

  /// Errors of the paths that have ClaraVerse's form; the rest of that API brings its own.
  package static let errorShapes: [(prefix: String, shape: any ErrorShape)] = [("/api/admin/jobs", ClaraErrorShape())]
}
