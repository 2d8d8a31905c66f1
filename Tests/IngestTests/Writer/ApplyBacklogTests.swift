import Testing
import Usage

@testable import Ingest

@Suite struct ApplyBacklogTests {
  private let start = ContinuousClock.now

  private func backlog(batchRows: Int = 4) -> ApplyBacklog {
    var configuration = WriterConfiguration()
    configuration.batchRows = batchRows
    configuration.busyRows = 3
    return ApplyBacklog(configuration, stored: 0)
  }

  /// What is to be stored, as "sequence:id", or for how long to wait.
  private func next(_ backlog: inout ApplyBacklog, at now: ContinuousClock.Instant? = nil) -> String {
    switch backlog.next(now: now ?? start) {
    case .wait(until: nil): "wait"
    case .wait(let until?): "wait \(until - start)"
    case .finish: "finish"
    case .store(let batch):
      (batch.slices.flatMap { JournalRecord.events($0.block, rows: $0.rows).listed(from: $0.firstSequence) }
        + batch.quarantined.map { "rejected " + $0.id } + ["last \(batch.lastSequence)"]).joined(separator: " ")
    }
  }

  @Test func `a few events wait for others, longer when more come`() {
    var backlog = backlog()
    #expect(next(&backlog) == "wait")
    backlog.append([.sample("a")], firstSequence: 1, now: start)
    #expect(next(&backlog) == "wait 0.05 seconds")
    backlog.append([.sample("b", "c")], firstSequence: 2, now: start + .milliseconds(10))
    #expect(next(&backlog) == "wait 0.5 seconds")
    #expect(next(&backlog, at: start + .milliseconds(500)) == "1:a 2:b 3:c last 3")
  }

  @Test func `many events are stored at once, in batches of exactly the right size`() {
    var backlog = backlog()
    backlog.append([.sample("a", "b", "c"), .quarantined([sampleQuarantine("x")])], firstSequence: 1, now: start)
    backlog.append([.sample("d", "e", "f", "g", "h", "i")], firstSequence: 5, now: start)
    #expect(next(&backlog) == "1:a 2:b 3:c 5:d rejected x last 5")
    _ = backlog.stored(now: start)
    #expect(next(&backlog) == "6:e 7:f 8:g 9:h last 9")
    _ = backlog.stored(now: start)
    #expect(next(&backlog) == "wait 0.05 seconds")
    #expect(backlog.load.records == 1)
    _ = backlog.hurry()
    #expect(next(&backlog) == "10:i last 10")
    _ = backlog.stored(now: start)
    #expect(backlog.load == .none)
    #expect(next(&backlog) == "wait")
  }

  @Test func `whoever stores is woken by the first event and by a full batch`() {
    var backlog = backlog()
    let woken = [["a"], ["b", "c"], ["d"], ["e"]].enumerated().map { number, ids in
      backlog.append([.events(sampleBlock(ids), rows: 0..<ids.count)], firstSequence: [1, 2, 4, 5][number], now: start)
    }
    #expect(woken == [true, false, true, false])
  }

  @Test func `a batch that failed is given again, after ever longer waits`() {
    var backlog = backlog()
    backlog.append([.sample("a", "b", "c", "d")], firstSequence: 1, now: start)
    let batch = next(&backlog)
    backlog.failed("away", now: start)
    backlog.append([.sample("e")], firstSequence: 5, now: start)
    #expect(next(&backlog) == "wait 0.1 seconds")
    #expect(next(&backlog, at: start + .milliseconds(100)) == batch)
    backlog.failed("away", now: start)
    #expect(next(&backlog) == "wait 0.2 seconds")
    for _ in 0..<20 { backlog.failed("away", now: start) }
    #expect(next(&backlog) == "wait 5.0 seconds")
    #expect(backlog.failure == "away")
    _ = backlog.stored(now: start)
    #expect(backlog.failure == nil)
    #expect(backlog.applied == 4)
  }

  @Test func `a hurry ends when all that was committed before it is stored`() throws {
    var backlog = backlog(batchRows: 2)
    let nothing = backlog.hurry()
    #expect(nothing == nil)
    backlog.append([.sample("a", "b", "c")], firstSequence: 1, now: start)
    let hurried = backlog.hurry()
    let latch = try #require(hurried)
    backlog.append([.sample("d")], firstSequence: 4, now: start)
    #expect(next(&backlog) == "1:a 2:b last 2")
    let reached = backlog.stored(now: start)
    #expect(reached.isEmpty)
    #expect(next(&backlog) == "3:c 4:d last 4")
    let opened = backlog.stored(now: start)
    #expect(opened.map(ObjectIdentifier.init) == [ObjectIdentifier(latch)])
  }

  @Test func `closed, it stores what is left and ends`() {
    var backlog = backlog()
    backlog.append([.quarantined([sampleQuarantine("x")])], firstSequence: 1, now: start)
    backlog.close()
    #expect(next(&backlog) == "rejected x last 1")
    _ = backlog.stored(now: start)
    #expect(next(&backlog) == "finish")
  }

  @Test func `a queue lets go of what was taken`() {
    final class Canary {}
    var queue = Fifo<Canary>()
    weak var taken: Canary?
    do {
      let canary = Canary()
      taken = canary
      queue.append(canary)
      queue.append(Canary())
      _ = queue.popFirst()
    }
    #expect(taken == nil)
    #expect(!queue.isEmpty)
  }
}
