import Logging
import Usage

/// What a run knows of itself.
package struct JobContext: Sendable {
  /// The present of the whole run: it does not move while the run goes on.
  package let now: Timestamp
  /// Nothing may be changed; the counts must be those of a real run.
  package let isDryRun: Bool
  package let tally: JobTally
  package let logger: Logger

  package init(now: Timestamp, isDryRun: Bool = false, tally: JobTally = JobTally(), logger: Logger) {
    self.now = now
    self.isDryRun = isDryRun
    self.tally = tally
    self.logger = logger
  }
}
