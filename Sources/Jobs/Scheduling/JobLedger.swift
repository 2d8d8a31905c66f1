import Usage

/// Keeps the runs and hands out the right to run: shared by all servers that work on one store.
package protocol JobLedger: Sendable {
  /// Begins a run unless the job runs somewhere or its slot is done. All in one step: of two who ask at once, one gets it. Runs that
  /// nobody holds any more are closed as failed on the way.
  func begin(_ run: JobRun, holder: String, leaseUntil: Timestamp) async throws -> JobClaim

  /// False if the right to run has gone to somebody else.
  func renew(_ job: JobName, holder: String, leaseUntil: Timestamp) async throws -> Bool

  /// Stores how the run ended and gives up the right to run. False, and nothing stored, if that has gone to somebody else.
  func finish(_ run: JobRun, holder: String) async throws -> Bool

  /// The latest slot with a run that succeeded; nil if there is none.
  func lastSucceededSlot(of job: JobName) async throws -> Timestamp?

  /// Newest first. A run whose holder is gone is told as failed.
  func runs(of job: JobName, limit: Int, now: Timestamp) async throws -> [JobRun]
}

package enum JobClaim: Hashable, Sendable {
  case begun
  /// Somebody runs the job, for that slot.
  case busy(Timestamp)
  /// The slot has its run already.
  case done
}
