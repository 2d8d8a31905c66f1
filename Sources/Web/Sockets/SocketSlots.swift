import Synchronization

/// Counts open WebSockets, so that they never take all connections there are.
final class SocketSlots: Sendable {
  private let limit: Int
  private let taken = Atomic(0)
  private let gauge: InFlightGauge

  init(limit: Int, gauge: InFlightGauge) {
    self.limit = limit
    self.gauge = gauge
  }

  func take() -> Bool {
    if taken.add(1, ordering: .relaxed).newValue > limit {
      taken.subtract(1, ordering: .relaxed)
      return false
    }
    gauge.increment()
    return true
  }

  func free() {
    taken.subtract(1, ordering: .relaxed)
    gauge.decrement()
  }

  var isFull: Bool { taken.load(ordering: .relaxed) >= limit }
}
