// Numbers and literals.
extension JSONScanner {
  /// A whole number. "12.0" and "1e3" are whole numbers too, "12.5" and texts are not.
  @inline(__always)
  package mutating func integer() throws(JSONFailure) -> Int64 {
    let first = try peek()
    var position = self.position
    // Up to 18 digits cannot overflow. A leading zero is left to the slow way, as is everything unusual.
    if first &- 0x31 <= 8 {
      var value: Int64 = 0
      let limit = min(end, position &+ 18)
      while position < limit {
        let digit = byte(position) &- Byte.zero
        if digit > 9 { break }
        value = value &* 10 &+ Int64(digit)
        position &+= 1
      }
      if position < end, isEndOfDigits(byte(position)) {
        self.position = position
        return value
      }
    }
    return try unusualInteger()
  }

  /// A number, rounded correctly.
  @inline(__always)
  package mutating func double() throws(JSONFailure) -> Double {
    guard isNumberStart(try peek()) else { throw unexpected("a number") }
    return try number().double(in: base)
  }

  /// A number as it is written.
  package mutating func numberText() throws(JSONFailure) -> String {
    guard isNumberStart(try peek()) else { throw unexpected("a number") }
    return try number().text(in: base)
  }

  package mutating func boolean() throws(JSONFailure) -> Bool {
    switch try peek() {
    case Byte.t:
      try literal("true")
      return true
    case Byte.f:
      try literal("false")
      return false
    default: throw unexpected("true or false")
    }
  }

  /// Reads over a null, if there is one.
  @inline(__always) @discardableResult
  package mutating func takeNull() throws(JSONFailure) -> Bool {
    guard try peek() == Byte.n else { return false }
    try literal("null")
    return true
  }

  /// Reads over a number and checks its grammar.
  mutating func number() throws(JSONFailure) -> JSONNumber {
    var number = JSONNumber(start: position)
    if byte(position) == Byte.minus {
      number.isNegative = true
      position &+= 1
    }
    guard position < end else { throw .syntax(.unexpectedEnd, at: end) }
    guard byte(position) &- Byte.zero <= 9 else {
      throw .syntax(number.isNegative ? .number : .unexpectedByte, at: position)
    }
    if byte(position) == Byte.zero { position &+= 1 } else { takeDigits(of: &number, areFraction: false) }
    if position < end, byte(position) == Byte.point {
      position &+= 1
      guard takeDigits(of: &number, areFraction: true) else { throw .syntax(.number, at: position) }
    }
    if position < end, byte(position) | 0x20 == Byte.e { number.exponent &+= try exponent() }
    if position < end, !isEndOfDigits(byte(position)) { throw .syntax(.number, at: position) }
    number.end = position
    return number
  }

  @discardableResult
  private mutating func takeDigits(of number: inout JSONNumber, areFraction: Bool) -> Bool {
    let start = position
    while position < end {
      let digit = byte(position) &- Byte.zero
      if digit > 9 { break }
      number.take(digit, isFraction: areFraction)
      position &+= 1
    }
    return position > start
  }

  /// The power of ten after an "e", at its "e". Beyond 10^8 the exact value makes no difference.
  private mutating func exponent() throws(JSONFailure) -> Int {
    position &+= 1
    var isNegative = false
    if position < end, byte(position) == Byte.plus || byte(position) == Byte.minus {
      isNegative = byte(position) == Byte.minus
      position &+= 1
    }
    let start = position
    var value = 0
    while position < end, byte(position) &- Byte.zero <= 9 {
      value = min(value &* 10 &+ Int(byte(position) &- Byte.zero), 100_000_000)
      position &+= 1
    }
    guard position > start else { throw .syntax(position < end ? .number : .unexpectedEnd, at: position) }
    return isNegative ? -value : value
  }

  @inline(never)
  private mutating func unusualInteger() throws(JSONFailure) -> Int64 {
    guard isNumberStart(try peek()) else { throw unexpected("a whole number") }
    return try number().integer()
  }

  @inline(__always)
  private func isNumberStart(_ byte: UInt8) -> Bool { byte &- Byte.zero <= 9 || byte == Byte.minus }

  /// Not a byte that would go on with the number, or make it something that looks like one.
  @inline(__always)
  private func isEndOfDigits(_ byte: UInt8) -> Bool {
    byte == Byte.comma || byte == Byte.closeBrace || byte == Byte.closeBracket || byte <= Byte.space
  }

  private mutating func literal(_ word: StaticString) throws(JSONFailure) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard position < end else { throw .syntax(.unexpectedEnd, at: end) }
      guard byte(position) == word.utf8Start[offset] else { throw .syntax(.unexpectedByte, at: position) }
      position &+= 1
    }
  }
}
