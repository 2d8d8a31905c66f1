import Usage

/// Removes what only grows: rejected events that nobody replayed, audit records, runs of jobs.
package struct LogTrimming: Job {
  package let name = JobName.logTrimming
  private let store: any TrimmingStore

  package init(_ store: any TrimmingStore) { self.store = store }

  package func run(_ context: JobContext) async throws {
    for log in TrimmedLog.allCases {
      try Task.checkCancellation()
      let before = context.now.adding(seconds: -log.days * 86_400)
      context.tally.add(try await store.trim(log, before: before, isDryRun: context.isDryRun), log.rawValue)
    }
  }
}

package enum TrimmedLog: String, CaseIterable, Sendable {
  case quarantine, audit
  case jobRuns = "job_runs"

  /// How long it is kept.
  package var days: Int64 {
    switch self {
    case .quarantine: 30
    case .audit: 730
    case .jobRuns: 90
    }
  }
}

package protocol TrimmingStore: Sendable {
  /// Removes what is older. Returns how much that is.
  func trim(_ log: TrimmedLog, before: Timestamp, isDryRun: Bool) async throws -> Int
}
