import Usage

/// Ids for events that came without one: UUIDs of version 7 (RFC 9562), whose random part grows by one from event to event of a request,
/// so that they keep the order in which the events came.
package struct UUIDv7Sequence: Sendable {
  private let milliseconds: UInt64
  private let random: (high: UInt16, low: UInt64)

  /// `high` and `low` are random; 12 and 62 bits of them are used.
  package init(now: Timestamp, high: UInt16, low: UInt64) {
    milliseconds = UInt64(max(0, now.microseconds / 1000)) & 0xFFFF_FFFF_FFFF
    // The top bit is left free, so that counting up cannot overflow.
    random = (high & 0xFFF, low & 0x1FFF_FFFF_FFFF_FFFF)
  }

  package init(now: Timestamp, using generator: inout some RandomNumberGenerator) {
    self.init(now: now, high: UInt16(truncatingIfNeeded: generator.next()), low: generator.next())
  }

  package func text(at index: Int) -> String {
    let high = milliseconds << 16 | 0x7000 | UInt64(random.high)
    let low = 0x8000_0000_0000_0000 | (random.low &+ UInt64(truncatingIfNeeded: index)) & 0x3FFF_FFFF_FFFF_FFFF
    return String(unsafeUninitializedCapacity: 36) { target in
      var position = 0
      for nibble in 0..<32 {
        if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
          target[position] = UInt8(ascii: "-")
          position += 1
        }
        let word = nibble < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - nibble % 16 * 4)) & 0xF
        target[position] = value < 10 ? 0x30 + value : 0x57 + value
        position += 1
      }
      return position
    }
  }
}
