import Foundation

/// Money: billionths of a US dollar. Sums are exact; a Double never stands in between.
package struct NanoUSD: Hashable, Sendable, Comparable {
  package let nanos: Int64

  package init(nanos: Int64) { self.nanos = nanos }

  package static let zero = NanoUSD(nanos: 0)
  package static let nanosPerDollar: Int64 = 1_000_000_000

  package static func < (left: Self, right: Self) -> Bool { left.nanos < right.nanos }
  package static func + (left: Self, right: Self) -> Self { Self(nanos: left.nanos + right.nanos) }
}

extension NanoUSD {
  /// Dollars, rounded half to even to the next billionth; nil beyond what 64 bits hold (about 9.2 billion dollars).
  package init?(dollars: Decimal) {
    var exact = dollars * Decimal(Self.nanosPerDollar)
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, 0, .bankers)
    guard rounded.isFinite, abs(rounded) <= Decimal(Int64.max), let nanos = Int64(rounded.description) else { return nil }
    self.init(nanos: nanos)
  }

  /// Dollars as clients send them in JSON. The nearest billionth is meant; nil if not finite or out of range.
  package init?(dollars: Double) {
    let nanos = (dollars * Double(Self.nanosPerDollar)).rounded(.toNearestOrEven)
    guard nanos.isFinite, abs(nanos) < 9.2e18 else { return nil }
    self.init(nanos: Int64(nanos))
  }
}

extension NanoUSD: CustomStringConvertible {
  /// Dollars as an exact decimal without trailing zeros: "0", "12.5", "-0.000000001".
  package var description: String {
    let magnitude = nanos.magnitude
    let whole = magnitude / UInt64(Self.nanosPerDollar)
    let fraction = magnitude % UInt64(Self.nanosPerDollar)
    let text = (nanos < 0 ? "-" : "") + String(whole)
    guard fraction > 0 else { return text }
    var (rest, width) = (fraction, 9)
    while rest.isMultiple(of: 10) { (rest, width) = (rest / 10, width - 1) }
    let digits = String(rest)
    return text + "." + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
