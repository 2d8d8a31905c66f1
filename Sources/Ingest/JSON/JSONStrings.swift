// Strings. Eight bytes are looked at in one go, because most of a body is text.
extension JSONScanner {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  /// Reads a string at its opening quote without building it.
  @inline(__always)
  package mutating func text() throws(JSONFailure) -> JSONText {
    let start = position &+ 1
    var isEscaped = false
    var hasControl = false
    var unusual: UInt64 = 0  // high bits are set once a byte was above 0x7E
    position = start
    while true {
      scanPlain(&unusual)
      guard position < end else { throw .syntax(.unexpectedEnd, at: end) }
      let next = byte(position)
      if next == Byte.quote { break }
      guard next == Byte.backslash else {
        if next < Byte.space { throw .syntax(.controlCharacter, at: position) }
        if next > 0x7E { unusual = Self.highBits }
        position &+= 1
        continue
      }
      isEscaped = true
      if try skipEscape() { hasControl = true }
    }
    let close = position
    position &+= 1
    if unusual & Self.highBits != 0, try checkUTF8(start..<close) { hasControl = true }
    return JSONText(start: start, end: close, isEscaped: isEscaped, hasControl: hasControl)
  }

  /// Moves on to the next quote, backslash or control character, or to within 8 bytes of the end.
  @inline(__always)
  private mutating func scanPlain(_ unusual: inout UInt64) {
    while position &+ 8 <= end {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quotes = word ^ 0x2222_2222_2222_2222
      let backslashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
      let stops =
        ((quotes &- Self.ones) & ~quotes | (backslashes &- Self.ones) & ~backslashes
          | (word &- 0x2020_2020_2020_2020) & ~word) & Self.highBits
      // Adding one lifts 0x7F into the high bit. A carry out of 0xFF spoils only the byte after one that counts anyway.
      let high = (word &+ Self.ones) | word
      guard stops != 0 else {
        unusual |= high
        position &+= 8
        continue
      }
      let bits = UInt64(stops.trailingZeroBitCount & ~7)
      unusual |= high & ((1 &<< bits) &- 1)
      position &+= Int(bits >> 3)
      return
    }
  }

  /// Checks an escape at its backslash; true if it stands for a control character.
  @inline(never)
  private mutating func skipEscape() throws(JSONFailure) -> Bool {
    guard position &+ 1 < end else { throw .syntax(.unexpectedEnd, at: end) }
    switch byte(position &+ 1) {
    case Byte.quote, Byte.backslash, UInt8(ascii: "/"):
      position &+= 2
      return false
    case UInt8(ascii: "b"), Byte.f, Byte.n, UInt8(ascii: "r"), Byte.t:
      position &+= 2
      return true
    case Byte.u:
      var after = position
      let scalar = try escapedScalar(&after)
      position = after
      return scalar.properties.generalCategory == .control
    default: throw .syntax(.escape, at: position)
    }
  }

  /// The character of a `\u` escape, of both escapes if it is a surrogate pair.
  private func escapedScalar(_ position: inout Int) throws(JSONFailure) -> Unicode.Scalar {
    let start = position
    let unit = try escapedUnit(&position)
    if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
    guard UTF16.isLeadSurrogate(unit), position &+ 1 < end, byte(position) == Byte.backslash, byte(position &+ 1) == Byte.u else {
      throw .syntax(.surrogate, at: start)
    }
    let second = try escapedUnit(&position)
    let pair = 0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(second) & 0x3FF
    guard UTF16.isTrailSurrogate(second), let scalar = Unicode.Scalar(pair) else { throw .syntax(.surrogate, at: start) }
    return scalar
  }

  private func escapedUnit(_ position: inout Int) throws(JSONFailure) -> UInt16 {
    guard position &+ 6 <= end else { throw .syntax(.unexpectedEnd, at: end) }
    var unit: UInt16 = 0
    for offset in position &+ 2..<position &+ 6 {
      guard let digit = Character(Unicode.Scalar(byte(offset))).hexDigitValue else { throw .syntax(.escape, at: position) }
      unit = unit << 4 | UInt16(digit)
    }
    position &+= 6
    return unit
  }

  /// Throws unless the bytes are UTF-8; true if there is a control character among them.
  @inline(never)
  private func checkUTF8(_ range: Range<Int>) throws(JSONFailure) -> Bool {
    var check = UTF8Check(bytes: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    guard check.isValid() else { throw .syntax(.encoding, at: range.lowerBound + check.position) }
    return check.hasControl
  }
}

// MARK: - Building Strings

extension JSONScanner {
  @inline(__always)
  package func string(_ text: JSONText) -> String {
    if text.isEscaped { return unescaped(text) }
    return String(decoding: UnsafeRawBufferPointer(start: base + text.start, count: text.count), as: UTF8.self)
  }

  /// At most `limit` bytes, cut between characters; white space other than the space is kept, other control characters become spaces.
  package func prose(_ text: JSONText, limit: Int) -> String {
    let string = string(text).cut(toBytes: limit)
    guard text.hasControl else { return string }
    let kept = string.unicodeScalars.map { $0.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains($0) ? " " : $0 }
    return String(String.UnicodeScalarView(kept))
  }

  @inline(never)
  private func unescaped(_ text: JSONText) -> String {
    var result = String()
    result.reserveCapacity(text.count)
    var position = text.start
    var plainStart = position
    while position < text.end {
      guard byte(position) == Byte.backslash else {
        position += 1
        continue
      }
      append(plainStart..<position, to: &result)
      result.unicodeScalars.append(escape(&position))
      plainStart = position
    }
    append(plainStart..<text.end, to: &result)
    return result
  }

  private func append(_ range: Range<Int>, to result: inout String) {
    result += String(decoding: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
  }

  private func escape(_ position: inout Int) -> Unicode.Scalar {
    // The escape was checked when the string was scanned, so it cannot fail here.
    if byte(position + 1) == Byte.u { return (try? escapedScalar(&position)) ?? "\u{FFFD}" }
    defer { position += 2 }
    switch byte(position + 1) {
    case UInt8(ascii: "b"): return "\u{8}"
    case Byte.f: return "\u{C}"
    case Byte.n: return "\n"
    case UInt8(ascii: "r"): return "\r"
    case Byte.t: return "\t"
    case let other: return Unicode.Scalar(other)
    }
  }
}

extension String {
  /// The longest beginning of whole characters (Unicode scalars) that has at most `limit` bytes.
  package func cut(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: limit)
    while utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
