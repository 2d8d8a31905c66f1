import Foundation

/// Tells the time. Handed in wherever the present matters, so that it can be frozen.
package struct TimeSource: Sendable {
  package let now: @Sendable () -> Timestamp

  package init(now: @escaping @Sendable () -> Timestamp) { self.now = now }

  package static let system = TimeSource {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  package static func frozen(at instant: Timestamp) -> TimeSource { TimeSource { instant } }
}
