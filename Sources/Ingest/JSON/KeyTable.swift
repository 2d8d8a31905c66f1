/// Finds out which of the known names a key is: a hash table over the names' bytes, with open addressing.
package final class KeyTable: @unchecked Sendable {
  // The memory is written here in `init` alone and then only read.
  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int

  /// A name's first 24 bytes and its last 8 as words, zero where it has none: together they are the whole of a name of up to 32 bytes.
  private struct Slot {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var last: UInt64 = 0
    var length = 0
    var value = 0
  }

  private static let longest = 32

  /// Two names may have the same value. A name is not empty and has at most 32 bytes.
  package init(_ names: [(name: String, value: Int)]) {
    var capacity = 64
    while capacity < names.count * 4 { capacity *= 2 }
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(), count: capacity)
    for (name, value) in names {
      precondition(!name.isEmpty && name.utf8.count <= Self.longest, "a name of 1 to 32 bytes: \(name)")
      var slot = Array(name.utf8).withUnsafeBytes { Self.slot($0.baseAddress!, $0.count, readable: $0.count) }
      slot.value = value
      var index = Self.hash(slot) & mask
      while slots[index].length != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }

  deinit { slots.deallocate() }

  /// The value of the name that these bytes are, or nil. `readable` bytes may be read from `start` on.
  @inline(__always)
  func value(_ start: UnsafeRawPointer, _ length: Int, readable: Int) -> Int? {
    guard length <= Self.longest, length > 0 else { return nil }
    let wanted = Self.slot(start, length, readable: readable)
    var index = Self.hash(wanted) & mask
    while true {
      let slot = slots[index]
      if slot.length == 0 { return nil }
      if slot.first == wanted.first, slot.last == wanted.last, slot.length == length, slot.second == wanted.second,
        slot.third == wanted.third
      {
        return slot.value
      }
      index = (index &+ 1) & mask
    }
  }

  @inline(__always)
  private static func slot(_ start: UnsafeRawPointer, _ length: Int, readable: Int) -> Slot {
    var slot = Slot()
    slot.length = length
    if length >= 8 {
      slot.first = start.loadUnaligned(as: UInt64.self)
      slot.last = start.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
      if length >= 16 { slot.second = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) }
      if length >= 24 { slot.third = start.loadUnaligned(fromByteOffset: 16, as: UInt64.self) }
    } else if readable >= 8 {
      slot.first = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)) & ((1 &<< UInt64(length &* 8)) &- 1)
    } else {
      for offset in 0..<length { slot.first |= UInt64(start.load(fromByteOffset: offset, as: UInt8.self)) << UInt64(offset * 8) }
    }
    return slot
  }

  @inline(__always)
  private static func hash(_ slot: Slot) -> Int {
    let mixed = (slot.first ^ (slot.last &<< 29 | slot.last &>> 35) ^ UInt64(truncatingIfNeeded: slot.length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> 40)
  }
}

extension JSONScanner {
  /// Which of the table's names a key is.
  @inline(__always)
  package func value(of key: JSONText, in table: KeyTable) -> Int? {
    if key.isEscaped { return escapedValue(of: key, in: table) }
    return table.value(base + key.start, key.count, readable: end &- key.start)
  }

  @inline(never)
  private func escapedValue(of key: JSONText, in table: KeyTable) -> Int? {
    Array(string(key).utf8).withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { table.value($0, bytes.count, readable: bytes.count) }
    }
  }
}
