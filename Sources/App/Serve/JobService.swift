import Jobs
import Logging
import ServiceLifecycle
import Usage

/// Lets the scheduler look at its jobs for as long as the server runs.
struct JobService: Service {
  let scheduler: Scheduler

  /// A clock that somebody sets is noticed within it.
  private static let longestSleep: Int64 = 30_000_000

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let next = await scheduler.tick()
        let wait = min(max(next.microseconds - scheduler.present.microseconds, 1000), Self.longestSleep)
        try? await Task.sleep(for: .microseconds(wait))
      }
    }
    await scheduler.stop()
  }
}

extension Scheduler {
  /// The jobs of an installation.
  static func standard(_ installation: Installation, logger: Logger) -> Scheduler {
    let (store, writer) = (installation.store, installation.writer)
    let jobs: [any Job] = [
      RetentionCleanup(accounts: store, store: store), AccountCheck.gracePeriods(store), AccountCheck.promotions(store), LogTrimming(store),
      StorageMaintenance(store) { writer.statistics.unstored.records >= 10_000 },
    ]
    return Scheduler(jobs, ledger: store, clock: .system, pace: .standard, logger: logger)
  }
}
