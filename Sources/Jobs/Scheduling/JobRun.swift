import Usage

/// One run of a job, as it is stored: unique by job and slot.
package struct JobRun: Hashable, Sendable {
  package enum Status: String, Sendable {
    case running, succeeded, failed
    /// The server was shut down; what was done is done, the rest is made up for.
    case stopped
  }

  package enum Trigger: String, Sendable {
    case slot, catchup, manual
  }

  package let job: JobName
  /// The slot that it is for; of a run that somebody asked for, when they did.
  package let scheduledFor: Timestamp
  package let trigger: Trigger
  package let isDryRun: Bool
  package let startedAt: Timestamp
  package var finishedAt: Timestamp?
  package var status: Status
  package var counts: [String: Int64]
  package var error: String?

  package init(
    job: JobName, scheduledFor: Timestamp, trigger: Trigger, isDryRun: Bool = false, startedAt: Timestamp,
    finishedAt: Timestamp? = nil, status: Status = .running, counts: [String: Int64] = [:], error: String? = nil
  ) {
    self.job = job
    self.scheduledFor = scheduledFor
    self.trigger = trigger
    self.isDryRun = isDryRun
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.status = status
    self.counts = counts
    self.error = error
  }
}
