import Synchronization
import Usage

/// What became of events in the course of the last day. In memory, since the start: for whoever runs the server, not for accounting.
package final class IngestHistory: Sendable {
  package struct Bucket: Hashable, Sendable {
    package let start: Timestamp
    package var accepted = 0
    package var duplicates = 0
    package var rejected: [Rejection.Code: Int] = [:]
    package var delays = EventDelays()

    package init(start: Timestamp) { self.start = start }
  }

  package static let width: Int64 = 600
  package static let length = 144

  private let buckets = Mutex<[Int64: Bucket]>([:])

  package init() {}

  /// - Parameter isNew: not for what is read again from quarantine, which was judged when it came.
  func record(_ outcome: IngestOutcome, duplicates: Int, isNew: Bool, at now: Timestamp) {
    let number = Self.number(now)
    var delays = EventDelays()
    if isNew { delays.record(outcome.block, receivedAt: now) }
    buckets.withLock { buckets in
      if buckets[number] == nil {
        buckets[number] = Bucket(start: Self.start(number))
        buckets = buckets.filter { $0.key > number - Int64(Self.length) }
      }
      buckets[number]?.accepted += outcome.keys.count - duplicates
      guard isNew else { return }
      buckets[number]?.duplicates += duplicates
      for rejected in outcome.rejected { buckets[number]?.rejected[rejected.rejection.code, default: 0] += 1 }
      if let known = buckets[number]?.delays { buckets[number]?.delays = known + delays }
    }
  }

  /// The last day up to now, oldest first, with the buckets in which nothing came.
  package func buckets(now: Timestamp) -> [Bucket] {
    let last = Self.number(now), known = buckets.withLock { $0 }
    return (last - Int64(Self.length) + 1...last).map { known[$0] ?? Bucket(start: Self.start($0)) }
  }

  private static func number(_ instant: Timestamp) -> Int64 { instant.microseconds.floorDivided(by: width * 1_000_000).quotient }
  private static func start(_ number: Int64) -> Timestamp { Timestamp(seconds: number * width) }
}
