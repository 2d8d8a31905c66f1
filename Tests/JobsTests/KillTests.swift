import Jobs
import Testing
import Usage

@testable import StorageDuckDB

@Suite struct KillTests {
  /// No default: a job that is new must be made here.
  private static func job(_ name: JobName, on store: DuckDBStore) -> any Job {
    switch name {
    case .retentionCleanup: RetentionCleanup(accounts: store, store: store, batch: 4)
    case .gracePeriodCheck: AccountCheck.gracePeriods(store)
    case .promoExpirationCheck: AccountCheck.promotions(store)
    case .logTrimming: LogTrimming(store)
    case .storageMaintenance: StorageMaintenance(store)
    }
  }

  private static func run(_ name: JobName, on store: DuckDBStore) async throws {
    try await job(name, on: store).run(JobContext(now: BusyStore.now, logger: quiet))
  }

  @Test(arguments: Schedule.standard.entries.map(\.job))
  func `a job that is killed before any of its statements and run again ends as one run`(_ name: JobName) async throws {
    let whole = try await BusyStore(), untouched = try await whole.contents()
    try await Self.run(name, on: whole.store)
    let expected = try await whole.contents()
    #expect(expected != untouched, "the job found nothing to do, so that its test shows nothing")
    await whole.store.close()
    var statements = 0
    while try await Self.isCutOffAndMadeGood(name, after: statements, expected) { statements += 1 }
    #expect(statements > 2)
  }

  private static func isCutOffAndMadeGood(
    _ name: JobName, after statements: Int, _ expected: [String: [String: Int]]
  ) async throws -> Bool {
    let broken = try await BusyStore()
    let isCutOff = try await Fuse.isCutOff(broken.store, after: statements) { try await run(name, on: broken.store) }
    for turn in ["second", "third"] {
      try await run(name, on: broken.store)
      let found = try await broken.contents()
      for (table, rows) in expected {
        #expect(found[table] == rows, "\(table), killed after \(statements) statements, \(turn) run")
      }
      #expect(try await broken.auditNumbersAreUnique())
    }
    await broken.store.close()
    return isCutOff
  }

  @Test func `every job of the schedule has a name of its own, and no job is left out`() {
    let scheduled = Schedule.standard.entries.map(\.job)
    #expect(scheduled.count == Set(scheduled).count)
    #expect(Set(scheduled) == Set(JobName.allCases))
  }
}
