/// One pass over the bytes of an RFC 3339 text. Nothing is allocated: this stands in the way of every event.
struct TimestampReader {
  let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func read() -> Timestamp? {
    guard let year = digits(4), year > 0, take("-"), let month = digits(2), take("-"), let day = digits(2) else { return nil }
    guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
    var microseconds = date.daysSinceEpoch * CivilDate.microsecondsPerDay
    guard position < bytes.count else { return Timestamp(microseconds: microseconds) }
    guard take("T") || take("t") || take(" "), let clock = clock(), let offset = zone(), position == bytes.count else { return nil }
    microseconds += clock - offset
    return Timestamp(microseconds: microseconds)
  }

  private mutating func clock() -> Int64? {
    guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60 else { return nil }
    var microseconds = Int64(hour * 3600 + minute * 60) * 1_000_000
    guard take(":") else { return microseconds }
    guard let second = digits(2), second <= 60 else { return nil }
    microseconds += Int64(second) * 1_000_000
    guard take(".") || take(",") else { return microseconds }
    guard let fraction = fraction() else { return nil }
    return microseconds + fraction
  }

  private mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var count = 0
    while position < bytes.count, bytes[position] &- 48 <= 9 {
      if count < 6 { value = value * 10 + Int64(bytes[position] &- 48) }
      count += 1
      position += 1
    }
    guard count > 0, count <= 9 else { return nil }
    for _ in min(count, 6)..<6 { value *= 10 }
    return value
  }

  /// The offset from UTC in microseconds.
  private mutating func zone() -> Int64? {
    guard position < bytes.count, !take("Z"), !take("z") else { return 0 }
    let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hour = digits(2), hour < 24 else { return nil }
    _ = take(":")
    guard let minute = position == bytes.count ? 0 : digits(2), minute < 60 else { return nil }
    return sign * Int64(hour * 3600 + minute * 60) * 1_000_000
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var value = 0
    for offset in position..<position + count {
      let digit = bytes[offset] &- 48
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += count
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(truncatingIfNeeded: character.value) else { return false }
    position += 1
    return true
  }
}
