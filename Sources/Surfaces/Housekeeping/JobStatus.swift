import Jobs
import Usage

/// A job with its latest runs.
package struct JobStatus: Sendable {
  package let entry: Schedule.Entry
  /// Newest first.
  package let runs: [JobRun]
  package let next: Timestamp?

  package init(entry: Schedule.Entry, runs: [JobRun], next: Timestamp?) {
    self.entry = entry
    self.runs = runs
    self.next = next
  }

  package var isRunning: Bool { runs.contains { $0.status == .running } }
}

extension JobRun {
  /// nil as long as it runs.
  package var milliseconds: Int64? { finishedAt.map { ($0.microseconds - startedAt.microseconds) / 1000 } }
}
