import Jobs
import StorageDuckDB
import Testing
import Usage

@Suite struct SchedulerTests {
  @Test func `a job runs once each night`() async throws {
    let store = try await DuckDBStore.inMemory(), time = MadeTime("2028-02-27T12:00:00Z"), job = NotedJob()
    let scheduler = Scheduler.of(job, on: store, time)
    await scheduler.settle()
    for _ in 0..<(4 * 24 * 6) {
      time.advance(seconds: 600)
      await scheduler.settle()
    }
    let slots = try await store.runs(of: .retentionCleanup, limit: 10, now: time.source.now()).map(\.scheduledFor.description)
    #expect(
      slots == [
        "2028-03-02T02:00:00Z", "2028-03-01T02:00:00Z", "2028-02-29T02:00:00Z", "2028-02-28T02:00:00Z", "2028-02-27T02:00:00Z",
      ])
    #expect(job.count == 5)
    await store.close()
  }

  @Test func `an hourly job of a server that restarts every half hour runs`() async throws {
    let store = try await DuckDBStore.inMemory(), time = MadeTime("2026-03-01T10:05:00Z"), job = NotedJob(.gracePeriodCheck)
    for _ in 0..<6 {
      let scheduler = Scheduler.of(job, on: store, time)
      await scheduler.settle()
      time.advance(seconds: 100)
      await scheduler.settle()
      await scheduler.stop()
      time.advance(seconds: 1700)
    }
    #expect(job.runs.withLock { $0.map(\.description) } == ["2026-03-01T10:06:40Z", "2026-03-01T11:06:40Z", "2026-03-01T12:06:40Z"])
    await store.close()
  }

  @Test func `two servers on one store run a slot once`() async throws {
    let store = try await DuckDBStore.inMemory(), time = MadeTime("2026-03-01T12:00:00Z"), job = NotedJob()
    let servers = [Scheduler.of(job, on: store, time), Scheduler.of(job, on: store, time)]
    for text in ["2026-03-01T12:00:00Z", "2026-03-01T12:02:00Z", "2026-03-02T02:00:00Z", "2026-03-02T02:00:31Z", "2026-03-03T02:00:00Z"] {
      time.set(text)
      for server in servers { _ = await server.tick() }
      for server in servers { await server.idle() }
    }
    #expect(job.count == 3)
    await store.close()
  }

  @Test func `a run of a server that died is failed and made up for`() async throws {
    let store = try await DuckDBStore.inMemory(), time = MadeTime("2026-03-02T02:00:00Z"), job = NotedJob()
    let slot = time.source.now()
    let lost = JobRun(job: .retentionCleanup, scheduledFor: slot, trigger: .slot, startedAt: slot)
    #expect(try await store.begin(lost, holder: "gone", leaseUntil: slot.adding(seconds: 120)) == .begun)
    time.advance(seconds: 60)
    #expect(try await store.runs(of: .retentionCleanup, limit: 1, now: time.source.now()).map(\.status) == [.running])
    let scheduler = Scheduler.of(job, on: store, time)
    await scheduler.settle()
    time.advance(seconds: 61)
    #expect(try await store.runs(of: .retentionCleanup, limit: 1, now: time.source.now()).map(\.status) == [.failed])
    time.advance(seconds: 60)
    await scheduler.settle()
    let runs = try await store.runs(of: .retentionCleanup, limit: 5, now: time.source.now())
    #expect(runs.map(\.status) == [.succeeded])
    #expect(runs.map(\.trigger) == [.catchup])
    #expect(try await store.finish(lost, holder: "gone") == false)
    await store.close()
  }

  @Test func `a failure is stored and told, and tried again at the next slot`() async throws {
    struct Trouble: Error {}
    let store = try await DuckDBStore.inMemory(), time = MadeTime("2026-03-01T12:00:00Z")
    let job = NotedJob { context in
      context.tally.add(3, "requests")
      throw Trouble()
    }
    let scheduler = Scheduler.of(job, on: store, time)
    for text in ["2026-03-01T12:00:00Z", "2026-03-02T02:00:00Z", "2026-03-02T02:30:00Z", "2026-03-03T02:00:00Z"] {
      time.set(text)
      await scheduler.settle()
    }
    let runs = try await store.runs(of: .retentionCleanup, limit: 5, now: time.source.now())
    #expect(runs.map(\.status) == [.failed, .failed])
    #expect(runs.first?.counts == ["requests": 3])
    #expect(runs.first?.error == "Trouble()")
    await store.close()
  }

  @Test func `a run over its time is stopped and failed`() async throws {
    let store = try await DuckDBStore.inMemory(), time = MadeTime("2026-03-01T12:00:00Z")
    let job = NotedJob { _ in try await Task.sleep(for: .seconds(3600)) }
    let pace = JobPace(catchUpDelay: 0) { wait in if wait < .seconds(3600) { try await Task.sleep(for: .seconds(3600)) } }
    let scheduler = Scheduler.of(job, on: store, time, pace: pace)
    await scheduler.settle()
    let runs = try await store.runs(of: .retentionCleanup, limit: 5, now: time.source.now())
    #expect(runs.map(\.status) == [.failed])
    #expect(runs.first?.error == "The run took longer than 3600 seconds and was stopped.")
    await store.close()
  }

  @Test func `a run is stopped by the end of the server, and made up for by the next`() async throws {
    let store = try await DuckDBStore.inMemory(), time = MadeTime("2026-03-01T12:00:00Z")
    let first = Scheduler.of(NotedJob { _ in try await Task.sleep(for: .seconds(3600)) }, on: store, time)
    _ = try await first.start("retention_cleanup", isDryRun: false)
    await #expect(throws: JobFailure.busy(.retentionCleanup)) { try await first.start("retention_cleanup", isDryRun: true) }
    await first.stop()
    #expect(try await store.runs(of: .retentionCleanup, limit: 1, now: time.source.now()).map(\.status) == [.stopped])
    await #expect(throws: JobFailure.stopping) { try await first.start("retention_cleanup", isDryRun: false) }
    await store.close()
  }

  @Test func `nobody can ask for a job that is not there`() async throws {
    let store = try await DuckDBStore.inMemory(), time = MadeTime("2026-03-01T12:00:00Z")
    let scheduler = Scheduler.of(NotedJob(), on: store, time)
    await #expect(throws: JobFailure.unknown("coffee")) { try await scheduler.start("coffee", isDryRun: false) }
    await #expect(throws: JobFailure.unknown("log_trimming")) { try await scheduler.start("log_trimming", isDryRun: false) }
    await store.close()
  }
}
