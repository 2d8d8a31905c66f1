/// Reads JSON (RFC 8259, strictly) from bytes in a single pass, driven by the caller, who knows what comes next. It allocates nothing
/// but the Strings it is asked for. The bytes must outlive it.
///
/// Objects and arrays are walked as
///
///     try scanner.enterObject()
///     while let key = try scanner.nextKey() { /* read exactly one value */ }
package struct JSONScanner: ~Copyable {
  let base: UnsafeRawPointer
  let end: Int
  package var position: Int
  private var depth = 0
  private var isFirst = true

  static let depthLimit = 64

  package init(_ bytes: UnsafeRawBufferPointer) { self.init(bytes, range: 0..<bytes.count) }

  /// Sees only `range`; offsets in errors still count from the start of `bytes`.
  package init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>) {
    // An empty buffer may have no address; the range is then empty too and the pointer is never followed.
    base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!
    position = range.lowerBound
    end = range.upperBound
  }

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { base.load(fromByteOffset: offset, as: UInt8.self) }

  /// The next byte that is not white space, which stays unread.
  @inline(__always)
  package mutating func peek() throws(JSONFailure) -> UInt8 {
    while position < end {
      let next = byte(position)
      if next > Byte.space { return next }
      guard next == Byte.space || next == Byte.newline || next == Byte.carriageReturn || next == Byte.tab else { return next }
      position &+= 1
    }
    throw .syntax(.unexpectedEnd, at: end)
  }

  @inline(__always)
  mutating func expect(_ wanted: UInt8) throws(JSONFailure) {
    guard try peek() == wanted else { throw .syntax(.unexpectedByte, at: position) }
    position &+= 1
  }

  /// Whether nothing but white space is left.
  package mutating func isAtEnd() -> Bool { (try? peek()) == nil }

  /// Demands that nothing but white space is left.
  package mutating func finish() throws(JSONFailure) {
    guard isAtEnd() else { throw .syntax(.trailing, at: position) }
  }
}

// MARK: - Objects and arrays

extension JSONScanner {
  @inline(__always)
  package mutating func enterObject() throws(JSONFailure) { try enter(Byte.openBrace, "an object") }

  @inline(__always)
  package mutating func enterArray() throws(JSONFailure) { try enter(Byte.openBracket, "an array") }

  /// The next member's name, with its colon read, or nil at the end of the object.
  @inline(__always)
  package mutating func nextKey() throws(JSONFailure) -> JSONText? {
    guard try nextItem(before: Byte.closeBrace) else { return nil }
    return try memberName()
  }

  /// Whether there is another element to read; false at the end of the array.
  @inline(__always)
  package mutating func nextElement() throws(JSONFailure) -> Bool { try nextItem(before: Byte.closeBracket) }

  @inline(__always)
  private mutating func enter(_ bracket: UInt8, _ kind: StaticString) throws(JSONFailure) {
    guard try peek() == bracket else { throw unexpected("\(kind)") }
    try descend()
    isFirst = true
  }

  @inline(__always)
  private mutating func descend() throws(JSONFailure) {
    guard depth < Self.depthLimit else { throw .syntax(.depth, at: position) }
    depth &+= 1
    position &+= 1
  }

  @inline(__always)
  private mutating func nextItem(before closing: UInt8) throws(JSONFailure) -> Bool {
    let next = try peek()
    if next == closing {
      position &+= 1
      depth &-= 1
      isFirst = false
      return false
    }
    if isFirst {
      isFirst = false
      return true
    }
    guard next == Byte.comma else { throw .syntax(.unexpectedByte, at: position) }
    position &+= 1
    return true
  }

  @inline(__always)
  private mutating func memberName() throws(JSONFailure) -> JSONText {
    guard try peek() == Byte.quote else { throw .syntax(.unexpectedByte, at: position) }
    let name = try text()
    try expect(Byte.colon)
    return name
  }

  /// A value of another kind than wanted, or none at all.
  @inline(never)
  func unexpected(_ wanted: String) -> JSONFailure {
    switch position < end ? byte(position) : 0 {
    case Byte.quote, Byte.openBrace, Byte.openBracket, Byte.t, Byte.f, Byte.n, Byte.minus, 0x30...0x39: .wrongType(wanted)
    default: .syntax(.unexpectedByte, at: position)
    }
  }
}

// MARK: - Going back and going on

extension JSONScanner {
  package struct Mark {
    fileprivate let position: Int
    fileprivate let depth: Int
  }

  package var mark: Mark { Mark(position: position, depth: depth) }

  /// Back to before a value.
  package mutating func rewind(to mark: Mark) {
    (position, depth, isFirst) = (mark.position, mark.depth, false)
  }

  /// Reads over one value of any kind, checking it as strictly as any other.
  package mutating func skipValue() throws(JSONFailure) {
    let outside = depth
    var objects: UInt64 = 0  // bit n: the container at depth n + 1 is an object
    repeat {
      switch try peek() {
      case Byte.openBrace:
        try descend()
        objects |= 1 &<< UInt64(depth &- 1)
        if try peek() != Byte.closeBrace {
          _ = try memberName()
          continue
        }
      case Byte.openBracket:
        try descend()
        objects &= ~(1 &<< UInt64(depth &- 1))
        if try peek() != Byte.closeBracket { continue }
      default: try skipScalar()
      }
      try leaveFinished(downTo: outside, objects)
    } while depth > outside
    isFirst = false
  }

  /// After a value inside `skipValue`: closes what ends here, and stops before the next value.
  private mutating func leaveFinished(downTo outside: Int, _ objects: UInt64) throws(JSONFailure) {
    while depth > outside {
      let isObject = objects & (1 &<< UInt64(depth &- 1)) != 0
      let next = try peek()
      if next == (isObject ? Byte.closeBrace : Byte.closeBracket) {
        position &+= 1
        depth &-= 1
        continue
      }
      // An empty container reaches this only at its closing bracket, so a comma always follows a value.
      guard next == Byte.comma else { throw .syntax(.unexpectedByte, at: position) }
      position &+= 1
      if isObject { _ = try memberName() }
      return
    }
  }

  private mutating func skipScalar() throws(JSONFailure) {
    switch try peek() {
    case Byte.quote: _ = try text()
    case Byte.t, Byte.f: _ = try boolean()
    case Byte.n: try takeNull()
    default: _ = try number()
    }
  }
}
