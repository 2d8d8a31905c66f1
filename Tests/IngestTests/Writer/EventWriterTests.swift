import Foundation
import Synchronization
import Testing
import Usage

@testable import Ingest

@Suite struct EventWriterTests {
  @Test func `stores what it acknowledged, and quarantined events too`() async throws {
    let fixture = try await WriterFixture()
    #expect(try await fixture.submit("a", "b") == [])
    #expect(try await fixture.writer.submit(fixture.submission([], quarantined: [sampleQuarantine("x")])) == [])
    #expect(try await fixture.submit("c") == [])
    #expect(await fixture.sink.ids == [])
    #expect(await fixture.settle())
    #expect(await fixture.sink.rows == [.init(sequence: 1, id: "a"), .init(sequence: 2, id: "b"), .init(sequence: 4, id: "c")])
    #expect(await fixture.sink.quarantined == [sampleQuarantine("x")])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `the same id is stored once: within a batch, across batches and across restarts`() async throws {
    var fixture = try await WriterFixture()
    #expect(try await fixture.submit("a", "b", "a") == [2])
    #expect(try await fixture.submit("b", "c") == [0])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
    fixture = try await fixture.reopened()
    #expect(try await fixture.submit("c", "d", "a") == [0, 2])
    #expect(await fixture.settle())
    #expect(await fixture.sink.ids == ["a", "b", "c", "d"])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `the same ids sent by many at once are stored once each`() async throws {
    let fixture = try await WriterFixture()
    let duplicates = try await withThrowingTaskGroup(of: Int.self) { group in
      for sender in 0..<32 {
        group.addTask {
          var duplicates = 0
          for step in 0..<20 {
            let ids = (0..<5).map { "event-\((step * 5 + $0 + sender * 7) % 100)" }
            duplicates += try await fixture.writer.submit(fixture.submission(ids)).count
          }
          return duplicates
        }
      }
      var sum = 0
      for try await count in group { sum += count }
      return sum
    }
    #expect(await fixture.settle())
    let ids = await fixture.sink.ids
    #expect(ids.count == 100)
    #expect(Set(ids).count == 100)
    #expect(duplicates == 32 * 20 * 5 - 100)
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test(arguments: [
    (SimulatedDisk.Operation.create, SimulatedDisk.Fault.error(ENOSPC)), (.write, .error(EIO)), (.write, .partialWrite(ENOSPC)),
    (.synchronize, .error(EIO)), (.synchronize, .partialWrite(EIO)),
  ])
  func `a failing disk refuses, and takes the same events when it works again`(
    operation: SimulatedDisk.Operation, fault: SimulatedDisk.Fault
  ) async throws {
    let fixture = try await WriterFixture()
    fixture.disk.fail(operation, fault)
    let failure = await #expect(throws: WriterFailure.self) { try await fixture.submit("a") }
    guard case .unavailable? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    // The journal is tried again on the thread's own account; until then submissions are refused.
    var verdict: [Int]?
    while verdict == nil { verdict = try? await fixture.submit("a") }
    #expect(verdict == [])
    #expect(await fixture.settle())
    #expect(await fixture.sink.rows == [.init(sequence: 1, id: "a")])
    #expect(fixture.writer.statistics.journalFailure == nil)
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `an index without room refuses and leaves the journal as it was`() async throws {
    let fixture = try await WriterFixture()
    try FileManager.default.removeItem(atPath: fixture.indexDirectory)
    let many = fixture.submission((0..<200_000).map { "event-\($0)" })
    await #expect(throws: WriterFailure.self) { try await fixture.writer.submit(many) }
    #expect(fixture.disk.segmentNames.count <= 1)
    #expect(await fixture.sink.ids == [])
    _ = await fixture.writer.shutdown(deadline: .seconds(60))
  }

  @Test func `too much waiting is refused until the sink has caught up`() async throws {
    let fixture = try await WriterFixture { $0.backlogLimit.records = 3 }
    await fixture.sink.hold()
    #expect(try await fixture.submit("a", "b", "c") == [])
    await #expect(throws: WriterFailure.overloaded(retryAfter: .seconds(1))) { try await fixture.submit("d") }
    #expect(fixture.writer.statistics.overloaded == 1)
    await fixture.sink.release()
    #expect(await fixture.settle())
    #expect(try await fixture.submit("d") == [])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
    #expect(await fixture.sink.ids == ["a", "b", "c", "d"])
  }

  @Test func `settling waits for what was acknowledged, but not for ever`() async throws {
    let fixture = try await WriterFixture()
    #expect(await fixture.writer.settle(timeout: .zero), "nothing is pending")
    await fixture.sink.hold()
    #expect(try await fixture.submit("a") == [])
    #expect(await fixture.writer.settle(timeout: .zero) == false)
    async let settled = fixture.settle()
    await fixture.sink.batchHeld()
    await fixture.sink.release()
    #expect(await settled)
    #expect(await fixture.sink.ids == ["a"])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `a question waits longer for little than in a flood`() async throws {
    let fixture = try await WriterFixture()
    await fixture.sink.hold()
    #expect(try await fixture.submit("a", "b") == [])
    var patience = SettlePatience()
    (patience.first, patience.further, patience.flood) = (.zero, .seconds(600), 2)
    #expect(await fixture.writer.settle(patience) == false)
    patience.flood = 3
    async let settled = fixture.writer.settle(patience)
    await fixture.sink.batchHeld()
    await fixture.sink.release()
    #expect(await settled)
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `a sink that fails gets its batch again`() async throws {
    let fixture = try await WriterFixture()
    await fixture.sink.fail(times: 5)
    #expect(try await fixture.submit("a", "b") == [])
    #expect(await fixture.settle())
    #expect(await fixture.sink.ids == ["a", "b"])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `shutting down stores everything, removes the journal and takes nothing more`() async throws {
    let fixture = try await WriterFixture { $0.segmentBytes = 5000 }
    for number in 0..<50 { _ = try await fixture.submit("event-\(number)") }
    #expect(fixture.disk.segmentNames.count > 2)
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
    #expect(await fixture.sink.ids.count == 50)
    #expect(fixture.disk.segmentNames == [])
    await #expect(throws: WriterFailure.closed) { try await fixture.submit("late") }
  }

  @Test func `the journal's file can be ended: it goes when all of it is stored, and recording goes on`() async throws {
    var fixture = try await WriterFixture()
    await fixture.writer.endJournalFile()
    _ = try await fixture.submit("a")
    await fixture.writer.endJournalFile()
    #expect(fixture.disk.segmentNames.count == 1)
    #expect(await fixture.settle())
    _ = try await fixture.submit("b")
    await fixture.writer.endJournalFile()
    await fixture.writer.endJournalFile()
    #expect(fixture.disk.segmentNames.count == 1)
    #expect(await fixture.settle())
    await fixture.writer.endJournalFile()
    #expect(fixture.disk.segmentNames == [])
    _ = try await fixture.submit("c")
    #expect(await fixture.writer.shutdown(deadline: .zero) == false || fixture.disk.segmentNames == [])
    fixture = try await fixture.reopened()
    #expect(await fixture.sink.ids == ["a", "b", "c"])
    #expect(try await fixture.submit("b", "d") == [0])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
    await fixture.writer.endJournalFile()
  }

  @Test func `what a sink did not take by the deadline comes back at the next start`() async throws {
    var fixture = try await WriterFixture()
    await fixture.sink.fail(times: .max)
    for number in 0..<10 { _ = try await fixture.submit("event-\(number)") }
    #expect(await fixture.writer.shutdown(deadline: .zero) == false)
    fixture = try await fixture.reopened()
    #expect(await fixture.sink.ids == (0..<10).map { "event-\($0)" })
    #expect(fixture.disk.segmentNames == [])
    #expect(try await fixture.submit("event-3", "new") == [0])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `a lost index is made again from the stored events`() async throws {
    var fixture = try await WriterFixture()
    _ = try await fixture.submit("a", "b")
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
    try FileManager.default.removeItem(atPath: fixture.indexDirectory)
    fixture = try await fixture.reopened()
    #expect(try await fixture.submit("a", "c", "b") == [0, 2])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `an index that knows more than the store is made again`() async throws {
    let first = try await WriterFixture()
    _ = try await first.submit("a", "b")
    #expect(await first.writer.shutdown(deadline: .seconds(60)))
    let fixture = try await WriterFixture(scratch: first.scratch)
    #expect(try await fixture.submit("a") == [])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `after a rebuild deleted events can be sent again`() async throws {
    let fixture = try await WriterFixture()
    _ = try await fixture.submit("a", "b")
    #expect(await fixture.settle())
    await fixture.sink.remove("a")
    try await fixture.writer.rebuildIndex()
    #expect(try await fixture.submit("a", "b") == [1])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `what is forgotten can be sent again and nothing else, summed up or not`() async throws {
    let fixture = try await WriterFixture()
    _ = try await fixture.submit("a", "b", "c")
    #expect(await fixture.settle())
    // Both are out of the sink's sight; only one is to be forgotten.
    await fixture.sink.remove("a")
    await fixture.sink.remove("b")
    try await fixture.writer.forget([EventIdentity(project: "acme", id: "a")])
    #expect(try await fixture.submit("a", "b", "c") == [1, 2])
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  @Test func `whoever watches is told what was committed, and the counts add up`() async throws {
    let seen = Mutex<[UInt64]>([])
    let fixture = try await WriterFixture(observer: { slices in
      seen.withLock { seen in
        for slice in slices { seen += slice.rows.map { slice.firstSequence + UInt64($0 - slice.rows.lowerBound) } }
      }
    })
    _ = try await fixture.submit("a", "b", "a")
    _ = try await fixture.writer.submit(fixture.submission(["a"], quarantined: [sampleQuarantine("x")]))
    _ = try await fixture.submit("c")
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
    #expect(seen.withLock { $0 } == [1, 2, 4])
    let statistics = fixture.writer.statistics
    #expect((statistics.accepted, statistics.duplicates, statistics.quarantined) == (3, 2, 1))
    #expect((statistics.committedSequence, statistics.storedSequence) == (4, 4))
    #expect(statistics.unstored == .none)
    #expect(statistics.indexedEvents == 3)
  }
}
