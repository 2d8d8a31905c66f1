/// One encoded event. Reading is a single pass over its bytes; `EventBlock` describes the form.
package struct EventRow {
  package let bytes: UnsafeRawBufferPointer

  @inlinable
  package init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  @inlinable
  package func makeReader() -> Reader { Reader(bytes: bytes) }

  /// Gives the present fields in order. After `next()` names a field, exactly one of the value calls that fits its kind must follow.
  package struct Reader {
    @usableFromInline let bytes: UnsafeRawBufferPointer
    @usableFromInline var position = 8
    @usableFromInline var remaining: UInt64

    @inlinable
    init(bytes: UnsafeRawBufferPointer) {
      self.bytes = bytes
      remaining = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    }

    /// The raw value of the next present `EventField`, or nil at the end.
    @inlinable
    package mutating func next() -> Int? {
      guard remaining != 0 else { return nil }
      let field = remaining.trailingZeroBitCount
      remaining &= remaining &- 1
      return field
    }

    @inlinable
    package mutating func text() -> UnsafeRawBufferPointer {
      let length = Int(varint())
      defer { position += length }
      return UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
    }

    @inlinable
    package mutating func integer() -> Int64 {
      let value = varint()
      return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    @inlinable
    package mutating func boolean() -> Bool {
      defer { position += 1 }
      return bytes[position] != 0
    }

    @inlinable
    mutating func varint() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        let byte = bytes[position]
        position += 1
        value |= UInt64(byte & 0x7f) << shift
        guard byte >= 0x80 else { return value }
        shift += 7
      }
    }
  }
}

extension EventRow {
  package func decoded() -> UsageEvent {
    var texts: EventFieldMap<String> = [:]
    var integers: EventFieldMap<Int64> = [:]
    var flags: EventFieldMap<Bool> = [:]
    var reader = makeReader()
    while let raw = reader.next(), let field = EventField(rawValue: raw) {
      switch field.definition.kind {
      case .text, .tags: texts[field] = String(decoding: reader.text(), as: UTF8.self)
      case .boolean: flags[field] = reader.boolean()
      case .integer, .timestamp, .duration, .money: integers[field] = reader.integer()
      }
    }
    return UsageEvent(texts: texts, integers: integers, flags: flags)
  }
}
