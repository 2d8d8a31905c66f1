import Foundation
import NIOCore
import Usage

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
    usage.lines(days: days, now: now).reduce(into: ByteBuffer()) { whole, day in
      var day = day
      whole.writeBuffer(&day)
    }
  }
}
