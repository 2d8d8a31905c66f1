import Foundation
import NIOCore
import Surfaces
import Usage
import Web

/// `weir demo`.
package struct DemoCommand: Sendable {
  private let usage: DemoUsage
  private let days: Int

  package init(days: Int, seed: UInt64) {
    usage = DemoUsage(seed: seed)
    self.days = days
  }

  /// - Parameter now: the newest day is this one's, in UTC, as far as its full hours have gone: what is shown lies in the past, and making
  ///   the demo twice in a row changes nothing.
  package func run(_ connection: APIConnection, now: Timestamp = TimeSource.system.now()) async throws -> ImportReport {
    let file = FileBytes(events(now: now).readableBytesView)
    let plan = try RowPlan(source: DemoUsage.source, digest: "demo")
    return try await Importer(.init(file, format: .ndjson, plan), to: connection).run()
  }

  /// How many events there were.
  package static func remove(_ connection: APIConnection) async throws -> Int {
    struct Answer: Decodable { let removed: Int }
    let answer = try await connection.delete("/v1/demo").accepted()
    return try JSONDecoder().decode(Answer.self, from: Data(answer.readableBytesView)).removed
  }

  func events(now: Timestamp) -> ByteBuffer {
    let hour: Int64 = 3_600_000_000
    let end = Timestamp(microseconds: now.microseconds.floorDivided(by: hour).quotient * hour)
    let today = now.microseconds.floorDivided(by: CivilDate.microsecondsPerDay).quotient
    var writer = JSONWriter(reservingCapacity: 1 << 20)
    for age in (0..<days).reversed() {
      for event in usage.events(on: CivilDate(daysSinceEpoch: today - Int64(age)), age: age) where event.timestamp < end {
        writer.line { StoredEventAnswer.write(event, to: &$0) }
      }
    }
    return writer.buffer
  }
}
