import Logging
import Usage

/// One run from its beginning to its entry in the ledger.
struct JobExecution: Sendable {
  let job: any Job
  let run: JobRun
  let holder: String
  let timeout: Duration
  let ledger: any JobLedger
  let clock: TimeSource
  let pace: JobPace
  let logger: Logger

  private enum Ending: Sendable {
    case done
    case failed(any Error)
  }

  func perform() async {
    logger.info("a job begins", metadata: names)
    let tally = JobTally()
    let ending = await raced(tally)
    var finished = run
    finished.finishedAt = clock.now()
    finished.counts = tally.all
    switch ending {
    case .done: finished.status = .succeeded
    case .failed(is CancellationError): finished.status = .stopped
    case .failed(let error): (finished.status, finished.error) = (.failed, String(describing: error))
    }
    await store(finished)
  }

  /// The job against its time and the loss of its lease. Whichever comes first, the job's batch ends before this returns.
  private func raced(_ tally: JobTally) async -> Ending {
    let context = JobContext(now: run.startedAt, isDryRun: run.isDryRun, tally: tally, logger: logger)
    return await withTaskGroup(of: Ending.self) { group in
      group.addTask {
        do {
          try await job.run(context)
          return .done
        } catch { return .failed(error) }
      }
      group.addTask { await limited() }
      group.addTask { await beating() }
      let first = await group.next() ?? .done
      group.cancelAll()
      return first
    }
  }

  private func limited() async -> Ending {
    do { try await pace.sleep(timeout) } catch { return .failed(CancellationError()) }
    return .failed(JobFailure.timedOut(timeout))
  }

  private func beating() async -> Ending {
    while true {
      do { try await pace.sleep(pace.heartbeat) } catch { return .failed(CancellationError()) }
      // A store that cannot be reached for a moment is no reason to stop: the lease outlives several beats.
      let isHeld = try? await ledger.renew(run.job, holder: holder, leaseUntil: clock.now().adding(seconds: pace.lease))
      if isHeld == false { return .failed(JobFailure.leaseLost) }
    }
  }

  private func store(_ finished: JobRun) async {
    do {
      guard try await ledger.finish(finished, holder: holder) else {
        return logger.warning("a job's run was taken over by another server", metadata: names)
      }
    } catch {
      logger.error("a job's end could not be stored", metadata: names.merging(["error": "\(error)"]) { $1 })
    }
    tell(finished)
  }

  private func tell(_ finished: JobRun) {
    var facts = names
    for (kind, count) in finished.counts { facts[kind] = "\(count)" }
    let elapsed = ((finished.finishedAt ?? run.startedAt).microseconds - run.startedAt.microseconds) / 1000
    facts["duration_ms"] = "\(elapsed)"
    switch finished.status {
    case .succeeded, .running: logger.info("a job is done", metadata: facts)
    case .stopped: logger.notice("a job was stopped", metadata: facts)
    case .failed: logger.error("a job failed", metadata: facts.merging(["error": "\(finished.error ?? "")"]) { $1 })
    }
  }

  private var names: Logger.Metadata {
    ["job": "\(run.job.rawValue)", "trigger": "\(run.trigger.rawValue)", "slot": "\(run.scheduledFor)", "dry_run": "\(run.isDryRun)"]
  }
}
