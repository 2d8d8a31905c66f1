import NIOCore

/// Writes JSON straight into a buffer, for answers too large to be built as values first. The caller keeps keys and values paired.
package struct JSONWriter: Sendable {
  package private(set) var buffer: ByteBuffer
  /// Whether the next value or key follows a sibling.
  private var needsComma = false

  package init(reservingCapacity capacity: Int = 256) {
    buffer = ByteBuffer()
    buffer.reserveCapacity(capacity)
  }

  package mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
    try nested(open: "{", close: "}", members)
  }

  package mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
    try nested(open: "[", close: "]", elements)
  }

  /// A document of its own on a line of its own (NDJSON).
  package mutating func line(_ document: (inout JSONWriter) throws -> Void) rethrows {
    needsComma = false
    try document(&self)
    buffer.writeStaticString("\n")
  }

  package mutating func key(_ name: String) {
    appendQuoted(name, isKey: true)
    needsComma = false
  }

  package mutating func string(_ value: String) {
    appendQuoted(value, isKey: false)
    needsComma = true
  }

  package mutating func integer(_ value: Int64) {
    // Most are of one or two digits.
    guard 0..<100 ~= value else { return token(String(value)) }
    separate()
    if value > 9 { buffer.writeInteger(48 + UInt8(value / 10)) }
    buffer.writeInteger(48 + UInt8(value % 10))
    needsComma = true
  }

  /// In one write, for long answers have a hundred thousand of them.
  package mutating func member(_ key: JSONKey, _ value: Int64) {
    let hasComma = needsComma
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: key.bytes.count + 24) { free in
      var end = 0
      func put(_ byte: UInt8) {
        free[end] = byte
        end += 1
      }
      if hasComma { put(UInt8(ascii: ",")) }
      key.bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: free[end...]).copyMemory(from: $0) }
      end += key.bytes.count
      if value < 0 { put(UInt8(ascii: "-")) }
      var power: UInt64 = 1
      while value.magnitude / power > 9 { power *= 10 }
      while power > 0 {
        put(48 + UInt8(value.magnitude / power % 10))
        power /= 10
      }
      return end
    }
    needsComma = true
  }

  package mutating func bool(_ value: Bool) { token(value ? "true" : "false") }
  package mutating func null() { token("null") }

  /// The shortest text that reads back as the same number. JSON has no infinities and no NaN: those become null.
  package mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    let text = value.description
    token(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// A decimal by its exact digits, as `NanoUSD` describes itself; never through a Double.
  package mutating func number(exactly digits: String) { token(digits) }

  /// A value that is JSON already; the caller vouches for it.
  package mutating func value(encoded json: String) { token(json) }

  private mutating func nested(open: String, close: String, _ content: (inout JSONWriter) throws -> Void) rethrows {
    separate()
    buffer.writeString(open)
    needsComma = false
    try content(&self)
    buffer.writeString(close)
    needsComma = true
  }

  private mutating func token(_ text: String) {
    separate()
    buffer.writeString(text)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { buffer.writeInteger(UInt8(ascii: ",")) }
  }

  /// With the comma before it and, after a key, the colon: nearly all texts need no escaping and are one write, for long answers hold
  /// hundreds of thousands of them.
  private mutating func appendQuoted(_ text: String, isKey: Bool) {
    var text = text
    let (hasComma, tail) = (needsComma, isKey ? 2 : 1)
    let isWritten = text.withUTF8 { bytes in
      for byte in bytes where Self.mustEscape(byte) { return false }
      buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: bytes.count + 4) { free in
        var end = 0
        if hasComma {
          free[0] = UInt8(ascii: ",")
          end = 1
        }
        free[end] = UInt8(ascii: "\"")
        UnsafeMutableRawBufferPointer(rebasing: free[(end + 1)...]).copyMemory(from: UnsafeRawBufferPointer(bytes))
        end += 1 + bytes.count
        free[end] = UInt8(ascii: "\"")
        if isKey { free[end + 1] = UInt8(ascii: ":") }
        return end + tail
      }
      return true
    }
    if !isWritten { appendEscaped(text, isKey: isKey) }
  }

  private mutating func appendEscaped(_ text: String, isKey: Bool) {
    separate()
    buffer.writeInteger(UInt8(ascii: "\""))
    for byte in text.utf8 { appendEscaped(byte) }
    buffer.writeStaticString(isKey ? "\":" : "\"")
  }

  private static func mustEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
    case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
    case UInt8(ascii: "\n"): buffer.writeStaticString("\\n")
    case UInt8(ascii: "\r"): buffer.writeStaticString("\\r")
    case UInt8(ascii: "\t"): buffer.writeStaticString("\\t")
    case 0..<0x20:
      buffer.writeStaticString("\\u00")
      buffer.writeInteger(Self.hexDigit(byte >> 4))
      buffer.writeInteger(Self.hexDigit(byte & 15))
    default: buffer.writeInteger(byte)
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}

extension JSONWriter {
  package mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Int64?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Double?) {
    key(name)
    if let value { number(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Bool?) {
    key(name)
    if let value { bool(value) } else { null() }
  }
}
