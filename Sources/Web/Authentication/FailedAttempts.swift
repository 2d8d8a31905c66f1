/// Counts refused credentials by client address. Keys carry 256 bits, so nobody guesses one; this keeps a client that tries from
/// filling the log. A right credential is always let in, for many clients may share one address.
struct FailedAttempts {
  private struct Tally {
    var count: Int
    var windowEnd: Int64
  }

  private let limit: Int
  private let windowSeconds: Int64
  private let capacity: Int
  private var tallies: [String: Tally] = [:]
  /// Stands for all addresses beyond the table's capacity.
  private static let overflow = ""

  init(limit: Int, windowSeconds: Int64 = 60, capacity: Int = 10_000) {
    self.limit = limit
    self.windowSeconds = windowSeconds
    self.capacity = capacity
  }

  /// Counts one failure. The seconds to wait if there were too many, else nil.
  /// - Parameter now: seconds of a clock that never goes back.
  mutating func record(from address: String, now: Int64) -> Int? {
    if tallies.count >= capacity, tallies[address] == nil { tallies = tallies.filter { $0.value.windowEnd > now } }
    let key = tallies.count < capacity || tallies[address] != nil ? address : Self.overflow
    var tally = tallies[key] ?? Tally(count: 0, windowEnd: 0)
    if tally.windowEnd <= now { tally = Tally(count: 0, windowEnd: now + windowSeconds) }
    tally.count += 1
    tallies[key] = tally
    return tally.count > limit ? Int(tally.windowEnd - now) : nil
  }
}
