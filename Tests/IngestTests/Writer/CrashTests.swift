import Foundation
import Synchronization
import Testing
import Usage

@testable import Ingest

/// The power goes at any operation of the disk, with many senders at work; what is left is started again.
@Suite struct CrashTests {
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }

  @Test(arguments: 1...12)
  func `every acknowledged event is stored exactly once`(seed: UInt64) async throws {
    var random = Seeded(state: seed)
    var fixture = try await WriterFixture {
      $0.segmentBytes = 6000
      $0.linger = .zero
      $0.batchRows = 7
      $0.rowsBetweenIndexSyncs = 60
    }
    var acknowledged: Set<String> = []
    for round in 0..<4 {
      fixture.disk.powerOff(afterOperations: Int.random(in: 1...60, using: &random))
      acknowledged.formUnion(await send(round: round, to: fixture))
      _ = await fixture.writer.shutdown(deadline: .zero)
      await fixture.writer.finishMaintenance()
      if Int.random(in: 0..<4, using: &random) == 0 { try FileManager.default.removeItem(atPath: fixture.indexDirectory) }
      fixture = try await fixture.reopened(disk: fixture.disk.afterPowerCut(using: &random))
      let stored = await fixture.sink.ids
      #expect(Set(stored).count == stored.count, "nothing is doubled")
      #expect(acknowledged.isSubset(of: stored), "nothing is lost: \(acknowledged.subtracting(stored))")
    }
    // Whatever is sent again is a duplicate exactly if it is stored.
    let stored = Set(await fixture.sink.ids)
    let all = (0..<8).flatMap { sender in (0..<10).map { "0-\(sender)-\($0)" } }
    let duplicates = try await fixture.writer.submit(fixture.submission(all))
    #expect(Set(duplicates.map { all[$0] }) == stored.intersection(all))
    #expect(await fixture.writer.shutdown(deadline: .seconds(60)))
  }

  /// Eight senders, each until its first failure; the ids that were acknowledged.
  private func send(round: Int, to fixture: WriterFixture) async -> Set<String> {
    await withTaskGroup(of: Set<String>.self) { group in
      for sender in 0..<8 {
        group.addTask {
          var acknowledged: Set<String> = []
          for step in 0..<10 {
            let ids = ["\(round)-\(sender)-\(step)", "\(round)-shared-\(step)", "\(round)-\(sender)-\(step)-more"]
            guard (try? await fixture.writer.submit(fixture.submission(ids))) != nil else { break }
            acknowledged.formUnion(ids)
          }
          return acknowledged
        }
      }
      return await group.reduce(into: []) { $0.formUnion($1) }
    }
  }
}
