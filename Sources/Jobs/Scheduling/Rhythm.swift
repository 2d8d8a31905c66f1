import Usage

/// When a job is due: slots aligned to the clock in UTC, so that no change of clocks moves, doubles or drops one.
package enum Rhythm: Hashable, Sendable {
  case hourly(minute: Int64)
  case daily(hour: Int64, minute: Int64)

  private static let minute: Int64 = 60_000_000

  private var period: Int64 {
    switch self {
    case .hourly: 60 * Self.minute
    case .daily: 24 * 60 * Self.minute
    }
  }

  private var offset: Int64 {
    switch self {
    case .hourly(let minute): minute * Self.minute
    case .daily(let hour, let minute): (hour * 60 + minute) * Self.minute
    }
  }

  package func latestSlot(atOrBefore instant: Timestamp) -> Timestamp {
    let number = (instant.microseconds - offset).floorDivided(by: period).quotient
    return Timestamp(microseconds: number * period + offset)
  }

  /// Strictly later.
  package func nextSlot(after instant: Timestamp) -> Timestamp { latestSlot(atOrBefore: instant).adding(microseconds: period) }

  /// How many slots lie after the one instant and not after the other.
  package func slots(after earlier: Timestamp, upTo later: Timestamp) -> Int {
    let distance = latestSlot(atOrBefore: later).microseconds - latestSlot(atOrBefore: earlier).microseconds
    return max(0, Int(distance / period))
  }

  package var words: String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return switch self {
    case .hourly(let minute): "every hour at minute \(minute), UTC"
    case .daily(let hour, let minute): "every day at \(two(hour)):\(two(minute)) UTC"
    }
  }
}
