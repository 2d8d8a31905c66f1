import Synchronization

/// What a run has done so far, by kind. Kept apart from the run, so that nothing of it is lost when the run ends early.
package final class JobTally: Sendable {
  private let counts = Mutex<[String: Int64]>([:])

  package init() {}

  package func add(_ count: Int, _ kind: String) { counts.withLock { $0[kind, default: 0] += Int64(count) } }

  package var all: [String: Int64] { counts.withLock { $0 } }
}
