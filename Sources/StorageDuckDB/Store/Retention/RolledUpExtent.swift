import Semantics
import Synchronization
import Usage

/// From when to when there may be sums instead of requests. It only grows while the store is open: too wide costs a little time, too
/// narrow would cost numbers.
final class RolledUpExtent: Sendable {
  private let range = Mutex<ClosedRange<Timestamp>?>(nil)

  var current: ClosedRange<Timestamp>? { range.withLock { $0 } }

  func widen(_ further: ClosedRange<Timestamp>) {
    range.withLock { range in
      range = range.map { min($0.lowerBound, further.lowerBound)...max($0.upperBound, further.upperBound) } ?? further
    }
  }

  func touches(_ interval: Interval) -> Bool {
    guard let range = current else { return false }
    return interval.from.map { $0 <= range.upperBound } ?? true && interval.to.map { $0 > range.lowerBound } ?? true
  }

  func load(from connection: Connection) throws {
    let row = try connection.query("SELECT epoch_us(min(timestamp)), epoch_us(max(last_timestamp)) FROM request_rollup").all().first
    guard let row, case .int64(let first) = row[0], case .int64(let last) = row[1] else { return }
    widen(Timestamp(microseconds: first)...Timestamp(microseconds: last))
  }
}
