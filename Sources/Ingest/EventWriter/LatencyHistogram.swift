/// Durations counted by upper bound, as Prometheus wants them.
package struct LatencyHistogram: Hashable, Sendable {
  /// In seconds.
  package static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

  /// How many were at most `bounds[i]` but more than the bound before it; the last counts all that were longer.
  package private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  package private(set) var sum = Duration.zero

  package init() {}

  mutating func record(_ duration: Duration) {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += duration
  }
}
