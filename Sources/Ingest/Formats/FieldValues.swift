import Usage

// The kinds of values that events have on JSON wires, with the limits that hold for all of them.
extension JSONScanner {
  /// An identifier or a name; nil if it is empty.
  @inline(__always)
  package mutating func name(limit: Int) throws(JSONFailure) -> String? {
    guard try peek() == Byte.quote else { throw unexpected("a text") }
    let text = try text()
    if text.isEmpty { return nil }
    if text.hasControl { throw .invalid("has a control character") }
    // An escape is never shorter than what it stands for, but may be up to six times as long.
    guard text.count <= (text.isEscaped ? 6 * limit : limit) else { throw Self.tooLong(limit) }
    let name = string(text)
    guard !text.isEscaped || name.utf8.count <= limit else { throw Self.tooLong(limit) }
    return name
  }

  /// A text for people, cut at the limit; nil if it is empty.
  package mutating func prose(limit: Int) throws(JSONFailure) -> String? {
    guard try peek() == Byte.quote else { throw unexpected("a text") }
    let text = try text()
    return text.isEmpty ? nil : prose(text, limit: limit)
  }

  /// How many there were of something.
  @inline(__always)
  package mutating func count() throws(JSONFailure) -> Int64 {
    let count = try integer()
    guard count >= 0, count <= 1_000_000_000_000 else { throw .invalid("must be between 0 and 1000000000000") }
    return count
  }

  /// A length of time of up to 30 days, from a number of units of so many microseconds each.
  @inline(__always)
  package mutating func microseconds(per unit: Double) throws(JSONFailure) -> Int64 {
    let microseconds = (try double() * unit).rounded()
    guard microseconds >= 0, microseconds <= 2_592_000_000_000 else { throw .invalid("must be between 0 and 30 days") }
    return Int64(microseconds)
  }

  /// RFC 3339, or seconds, milliseconds, microseconds or nanoseconds since 1970; nil if it is an empty text.
  @inline(__always)
  package mutating func timestamp() throws(JSONFailure) -> Timestamp? {
    guard try peek() == Byte.quote else { return try epoch() }
    let text = try text()
    if text.isEmpty { return nil }
    let bytes = UnsafeRawBufferPointer(start: base + text.start, count: text.end - text.start)
    let read = text.isEscaped ? Timestamp(string(text)) : Timestamp(utf8: bytes.assumingMemoryBound(to: UInt8.self))
    guard let read else { throw Self.noTimestamp }
    return read
  }

  private mutating func epoch() throws(JSONFailure) -> Timestamp {
    switch try peek() {
    case Byte.minus, 0x30...0x39: break
    default: throw unexpected("an RFC 3339 text or a number of seconds since 1970")
    }
    guard let read = Timestamp(epoch: try double()) else { throw Self.noTimestamp }
    return read
  }

  private static func tooLong(_ limit: Int) -> JSONFailure { .invalid("is longer than \(limit) bytes") }

  private static var noTimestamp: JSONFailure {
    .invalid("must be an RFC 3339 time such as 2026-03-01T12:00:00Z, or a number of seconds since 1970")
  }
}

// MARK: - Tags

extension JSONScanner {
  /// A map of up to 32 texts, numbers and booleans; the latter two are kept as they are written.
  package mutating func tags() throws(JSONFailure) -> [String: String] {
    var tags: [String: String] = [:]
    try enterObject()
    while let key = try nextKey() {
      guard !key.isEmpty, !key.hasControl, key.end - key.start <= 6 * 64 else { throw Self.badTagName }
      let name = string(key)
      guard name.utf8.count <= 64 else { throw Self.badTagName }
      guard let value = try tagValue(name) else { continue }
      guard tags.updateValue(value, forKey: name) == nil else {
        throw .value(Rejection(.malformed, field: "tags.\(name)", "stands in the tags twice"))
      }
      guard tags.count <= 32 else { throw .invalid("has more than 32 entries") }
    }
    return tags
  }

  private mutating func tagValue(_ name: String) throws(JSONFailure) -> String? {
    do throws(JSONFailure) {
      switch try peek() {
      case Byte.quote: return try self.name(limit: 200)
      case Byte.t, Byte.f: return try boolean() ? "true" : "false"
      case Byte.minus, 0x30...0x39: return try shortNumber()
      case Byte.n:
        try takeNull()
        return nil
      default: throw unexpected("a text, a number or a boolean")
      }
    } catch {
      guard case .value(let rejection) = error else { throw error }
      throw .value(Rejection(rejection.code, field: "tags.\(name)", rejection.message))
    }
  }

  private mutating func shortNumber() throws(JSONFailure) -> String {
    let text = try numberText()
    guard text.utf8.count <= 200 else { throw Self.tooLong(200) }
    return text
  }

  private static var badTagName: JSONFailure { .invalid("has a key that is empty, longer than 64 bytes or with a control character") }
}
