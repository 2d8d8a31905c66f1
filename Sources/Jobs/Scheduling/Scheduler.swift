import Foundation
import Logging
import Usage

/// Runs jobs when their slots come or somebody asks, each at most once at a time among all servers on the store.
package actor Scheduler {
  package nonisolated let schedule: Schedule
  package nonisolated let ledger: any JobLedger
  private let jobs: [JobName: any Job]
  private let clock: TimeSource
  private let pace: JobPace
  private let logger: Logger
  private var timetables: [JobName: Timetable] = [:]
  private var running: [String: Task<Void, Never>] = [:]
  private var isStopping = false

  package init(
    _ jobs: [any Job], schedule: Schedule = .standard, ledger: any JobLedger, clock: TimeSource, pace: JobPace, logger: Logger
  ) {
    self.jobs = Dictionary(jobs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.schedule = schedule
    self.ledger = ledger
    self.clock = clock
    self.pace = pace
    self.logger = logger
  }

  /// Starts what is due. Returns when to look again.
  package func tick() async -> Timestamp {
    var next = clock.now().adding(seconds: 3600)
    for entry in schedule.entries where jobs[entry.job] != nil && !isStopping {
      do {
        next = min(next, try await advance(entry))
      } catch {
        logger.error("the job could not be looked at", metadata: ["job": "\(entry.job.rawValue)", "error": "\(error)"])
        next = min(next, clock.now().adding(seconds: pace.retry))
      }
    }
    return next
  }

  private func advance(_ entry: Schedule.Entry) async throws -> Timestamp {
    let now = clock.now()
    var timetable = try await timetable(entry, now)
    if case .run(let slot, let trigger, let missed) = timetable.step(at: now) {
      let run = JobRun(job: entry.job, scheduledFor: slot, trigger: trigger, startedAt: now)
      switch try await begin(run, entry) {
      case .busy(let other) where other != slot: timetable.wait(until: now.adding(seconds: pace.retry))
      case .begun:
        if trigger == .catchup { tellMissed(entry.job, slot, missed) }
        timetable.settle(slot)
      case .busy, .done: timetable.settle(slot)
      }
    }
    timetables[entry.job] = timetable
    return timetable.next(after: now)
  }

  private func timetable(_ entry: Schedule.Entry, _ now: Timestamp) async throws -> Timetable {
    if let known = timetables[entry.job] { return known }
    let last = try await ledger.lastSucceededSlot(of: entry.job)
    return Timetable(entry.rhythm, boot: now, lastSucceeded: last, catchUpAt: now.adding(seconds: pace.catchUpDelay))
  }

  private func tellMissed(_ job: JobName, _ slot: Timestamp, _ missed: Int) {
    logger.notice(
      "a job is made up for", metadata: ["job": "\(job.rawValue)", "slot": "\(slot)", "further_missed_slots": "\(missed)"])
  }

  /// Runs a job now, whatever its slots.
  /// - Throws: `JobFailure`
  package func start(_ name: String, isDryRun: Bool) async throws -> JobRun {
    guard let job = JobName(rawValue: name), jobs[job] != nil, let entry = schedule.entry(job) else { throw JobFailure.unknown(name) }
    guard !isStopping else { throw JobFailure.stopping }
    let now = clock.now()
    let run = JobRun(job: job, scheduledFor: now, trigger: .manual, isDryRun: isDryRun, startedAt: now)
    guard try await begin(run, entry) == .begun else { throw JobFailure.busy(job) }
    return run
  }

  private func begin(_ run: JobRun, _ entry: Schedule.Entry) async throws -> JobClaim {
    guard let job = jobs[run.job] else { throw JobFailure.unknown(run.job.rawValue) }
    let holder = UUID().uuidString
    let claim = try await ledger.begin(run, holder: holder, leaseUntil: run.startedAt.adding(seconds: pace.lease))
    guard claim == .begun else { return claim }
    let execution = JobExecution(
      job: job, run: run, holder: holder, timeout: entry.timeout, ledger: ledger, clock: clock, pace: pace, logger: logger)
    running[holder] = Task {
      await execution.perform()
      self.forget(holder)
    }
    if isStopping { running[holder]?.cancel() }
    return claim
  }

  private func forget(_ holder: String) { running[holder] = nil }

  /// When the job is due next, by the schedule alone.
  package nonisolated func nextSlot(of job: JobName) -> Timestamp? { schedule.entry(job)?.rhythm.nextSlot(after: clock.now()) }

  package nonisolated var present: Timestamp { clock.now() }

  /// Waits until nothing runs here.
  package func idle() async {
    while let task = running.values.first { await task.value }
  }

  /// Lets what runs come to the end of its batch, and starts nothing more.
  package func stop() async {
    isStopping = true
    for task in running.values { task.cancel() }
    await idle()
  }
}
