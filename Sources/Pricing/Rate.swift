/// A price per million units (per hour, for audio) in units of 1e-18 dollars, with the tiers of long contexts.
struct Rate: Hashable, Sendable {
  struct Tier: Hashable, Sendable {
    let above: Int64
    let amount: Int128
  }

  static let fractionDigits = 18

  let base: Int128
  /// Ascending. The highest tier that the whole request's input exceeds prices all of its units, not only those above.
  let tiers: [Tier]

  init(base: Int128, tiers: [Tier] = []) {
    self.base = base
    self.tiers = tiers
  }

  func amount(input: Int64) -> Int128 {
    tiers.last { input > $0.above }?.amount ?? base
  }
}

extension Rate {
  /// Reads "3" or "3;200000:6"; nil if it is neither.
  init?(_ text: Substring, times factor: Int128) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    guard let base = Self.scaled(parts[0]) else { return nil }
    var tiers: [Tier] = []
    for part in parts.dropFirst() {
      let pair = part.split(separator: ":", maxSplits: 1)
      guard pair.count == 2, let above = Int64(pair[0]), let amount = Self.scaled(pair[1]) else { return nil }
      guard above > (tiers.last?.above ?? -1) else { return nil }
      tiers.append(Tier(above: above, amount: amount * factor))
    }
    self.init(base: base * factor, tiers: tiers)
  }

  /// A decimal of dollars without sign or exponent, exactly; nil beyond 18 fraction digits or 12 whole ones.
  static func scaled(_ text: some StringProtocol) -> Int128? {
    var value: Int128 = 0
    var whole = 0
    var fraction: Int?
    for byte in text.utf8 {
      if byte == UInt8(ascii: "."), fraction == nil {
        fraction = 0
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int128(digit)
      if let digits = fraction { fraction = digits + 1 } else { whole += 1 }
      guard whole <= 12, (fraction ?? 0) <= fractionDigits else { return nil }
    }
    guard whole > 0, fraction != 0 else { return nil }
    for _ in (fraction ?? 0)..<fractionDigits { value *= 10 }
    return value
  }
}
