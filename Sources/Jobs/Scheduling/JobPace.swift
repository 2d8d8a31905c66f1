import Usage

/// The times by which the scheduler goes, and its way to wait: replaced where tests make the time.
package struct JobPace: Sendable {
  /// How long the right to run outlives the last sign of life.
  package var lease: Int64 = 120
  package var heartbeat = Duration.seconds(30)
  /// When a job is asked for again that somebody else is at.
  package var retry: Int64 = 30
  /// From the start to the making up for what was missed, in seconds.
  package var catchUpDelay: Int64
  package var sleep: @Sendable (Duration) async throws -> Void

  package init(catchUpDelay: Int64, sleep: @escaping @Sendable (Duration) async throws -> Void) {
    self.catchUpDelay = catchUpDelay
    self.sleep = sleep
  }

  /// Servers that start together do not catch up together.
  package static var standard: JobPace { JobPace(catchUpDelay: .random(in: 60...120)) { try await Task.sleep(for: $0) } }
}
