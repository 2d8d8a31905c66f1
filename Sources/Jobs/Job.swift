/// Work that is due now and then. A run that is cut off anywhere and run again must end as one run would have.
package protocol Job: Sendable {
  var name: JobName { get }

  /// Throws `CancellationError` between two batches when it is asked to stop.
  func run(_ context: JobContext) async throws
}
