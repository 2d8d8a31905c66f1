/// An instant: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
package struct Timestamp: Hashable, Sendable, Comparable {
  package let microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }
  package init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

  package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

  package func adding(microseconds delta: Int64) -> Self { Self(microseconds: microseconds + delta) }
  package func adding(seconds delta: Int64) -> Self { Self(microseconds: microseconds + delta * 1_000_000) }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with as many fraction digits (0, 3 or 6) as the value needs: "2026-03-01T12:00:00Z".
  package var description: String {
    let (days, inDay) = microseconds.floorDivided(by: CivilDate.microsecondsPerDay)
    let date = CivilDate(daysSinceEpoch: days)
    let (second, fraction) = inDay.floorDivided(by: 1_000_000)
    return date.description
      + String(unsafeUninitializedCapacity: 17) { bytes in
        var text = DigitWriter(bytes)
        text.sign("T")
        text.digits(second / 3600, 2)
        text.sign(":")
        text.digits(second / 60 % 60, 2)
        text.sign(":")
        text.digits(second % 60, 2)
        if fraction > 0 {
          text.sign(".")
          if fraction % 1000 == 0 { text.digits(fraction / 1000, 3) } else { text.digits(fraction, 6) }
        }
        text.sign("Z")
        return text.count
      }
  }
}

extension Timestamp {
  /// Reads RFC 3339 and its usual relatives: a space for "T", one to nine fraction digits (cut to microseconds), "Z", "+02:00",
  /// "+0200" or no zone at all, which is read as UTC. Years 0001 to 9999. nil for anything else.
  package init?(_ text: some StringProtocol) {
    var text = String(text)
    let parsed = text.withUTF8 { Timestamp(utf8: $0) }
    guard let parsed else { return nil }
    self = parsed
  }

  package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    var reader = TimestampReader(bytes: bytes)
    guard let value = reader.read() else { return nil }
    self = value
  }

  /// Reads a number of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by its size.
  package init?(epoch value: Double) {
    guard value.isFinite, value >= 0, value < 1e19 else { return nil }
    let scale: Double = value < 1e11 ? 1e6 : value < 1e14 ? 1e3 : value < 1e17 ? 1 : 1e-3
    self.init(microseconds: Int64((value * scale).rounded()))
  }
}

func padded(_ value: Int64, _ width: Int) -> String {
  let digits = String(value)
  return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}
