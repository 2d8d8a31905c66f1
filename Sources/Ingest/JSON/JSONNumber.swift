/// A number's digits and its place in the input: ±significand x 10^exponent, exact unless it has more than 19 significant digits.
struct JSONNumber {
  let start: Int
  var end = 0
  var isNegative = false
  var exponent = 0
  private var significand: UInt64 = 0
  private var digitCount = 0
  /// A digit other than 0 did not fit into the significand.
  private var isCut = false

  init(start: Int) { self.start = start }

  /// Zeros are held back until another digit follows, so that "1000...0" and "1.000" stay exact.
  private var pendingZeros = 0

  mutating func take(_ digit: UInt8, isFraction: Bool) {
    if isFraction { exponent &-= 1 }
    if digit == 0 {
      if significand != 0 { pendingZeros &+= 1 }
      return
    }
    digitCount &+= pendingZeros &+ 1
    guard digitCount <= 19 else {
      isCut = true
      return
    }
    while pendingZeros > 0 {
      significand = significand &* 10
      pendingZeros &-= 1
    }
    significand = significand &* 10 &+ UInt64(digit)
  }

  func integer() throws(JSONFailure) -> Int64 {
    if significand == 0, !isCut { return 0 }
    let power = exponent + pendingZeros
    guard power >= 0, !isCut else { throw isCut && power >= 0 ? tooLarge : .wrongType("a whole number") }
    guard power <= 19 else { throw tooLarge }
    var magnitude = significand
    for _ in 0..<power {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      if overflow { throw tooLarge }
      magnitude = product
    }
    guard magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { throw tooLarge }
    return isNegative ? 0 &- Int64(bitPattern: magnitude) : Int64(magnitude)
  }

  func double(in base: UnsafeRawPointer) throws(JSONFailure) -> Double {
    let power = exponent + pendingZeros
    // Both operands are exact doubles, so the one operation rounds correctly.
    if !isCut, significand <= 1 << 53, power >= -22, power <= 22 {
      let exact = Double(significand)
      let magnitude = power < 0 ? exact / Self.powersOfTen[-power] : exact * Self.powersOfTen[power]
      return isNegative ? -magnitude : magnitude
    }
    guard let value = Double(text(in: base)), value.isFinite else { throw tooLarge }
    return value
  }

  func text(in base: UnsafeRawPointer) -> String {
    String(decoding: UnsafeRawBufferPointer(start: base + start, count: end - start), as: UTF8.self)
  }

  private var tooLarge: JSONFailure { .invalid("is too large a number") }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
