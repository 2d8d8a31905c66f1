import NIOCore
import Surfaces
import Usage
import Web

extension DemoUsage {
  /// The events of each day from the oldest on.
  /// - Parameter now: the newest day is this one's, in UTC, as far as its full hours have gone: what is shown lies in the past.
  func history(days: Int, now: Timestamp) -> [[UsageEvent]] {
    let hour: Int64 = 3_600_000_000
    let end = Timestamp(microseconds: now.microseconds.floorDivided(by: hour).quotient * hour)
    let today = now.microseconds.floorDivided(by: CivilDate.microsecondsPerDay).quotient
    return (0..<days).reversed().map { age in
      events(on: CivilDate(daysSinceEpoch: today - Int64(age)), age: age).filter { $0.timestamp < end }
    }
  }

  /// NDJSON.
  static func lines(_ events: [UsageEvent]) -> ByteBuffer {
    var writer = JSONWriter(reservingCapacity: 1 << 18)
    for var event in events {
      // Who knows a cost that nobody has told is no field of an event that is recorded.
      if event.cost.amount == nil { event.cost.source = .client }
      writer.line { StoredEventAnswer.write(event, to: &$0) }
    }
    return writer.buffer
  }
}
