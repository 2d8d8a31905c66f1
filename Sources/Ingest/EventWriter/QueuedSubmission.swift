import Usage

/// A submission and whoever waits for its verdict.
struct QueuedSubmission: Sendable {
  let submission: Submission
  let load: WriterLoad
  let complete: @Sendable (Result<[Int], WriterFailure>) -> Void

  init(_ submission: Submission, complete: @escaping @Sendable (Result<[Int], WriterFailure>) -> Void) {
    self.submission = submission
    self.load = submission.load
    self.complete = complete
  }
}
