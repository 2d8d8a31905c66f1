import Usage

/// How long after they happened events came in, counted by upper bounds.
package struct EventDelays: Hashable, Sendable {
  /// In seconds.
  package static let bounds: [Int64] = [1, 10, 60, 600, 3600, 86_400]

  /// How many came at most `bounds[i]` after their time but more than the bound before it; the last counts all that came later.
  package private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  /// Those whose time was yet to come, by more than a second: whose clock is ahead.
  package private(set) var ahead = 0

  package init() {}

  package mutating func record(_ event: Timestamp, receivedAt now: Timestamp, count: Int = 1) {
    let delay = now.microseconds - event.microseconds
    if delay < -1_000_000 {
      ahead += count
    } else {
      counts[Self.bounds.firstIndex { delay <= $0 * 1_000_000 } ?? Self.bounds.count] += count
    }
  }

  package static func + (left: Self, right: Self) -> Self {
    var sum = left
    for index in sum.counts.indices { sum.counts[index] += right.counts[index] }
    sum.ahead += right.ahead
    return sum
  }
}

extension EventDelays {
  /// Of large bodies every so-manieth event stands for those around it.
  private static let looksAtMost = 256

  mutating func record(_ block: EventBlock, receivedAt now: Timestamp) {
    let step = max(1, (block.count + Self.looksAtMost - 1) / Self.looksAtMost)
    withExtendedLifetime(block) {
      for index in stride(from: 0, to: block.count, by: step) {
        guard let timestamp = block[index].timestamp else { continue }
        record(timestamp, receivedAt: now, count: min(step, block.count - index))
      }
    }
  }
}

extension EventRow {
  /// Among the first fields of every row.
  fileprivate var timestamp: Timestamp? {
    var reader = makeReader()
    while let field = reader.next().flatMap(EventField.init), field.rawValue <= EventField.timestamp.rawValue {
      if field == .timestamp { return Timestamp(microseconds: reader.integer()) }
      _ = reader.text()
    }
    return nil
  }
}
