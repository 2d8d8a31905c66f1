/// Encoded events, immutable once built: what the journal writes, what waits in the queue and what the engines read. Keeping events
/// in this form means that no engine ever builds Strings for them.
///
/// A row is a 64-bit little-endian map of the fields that are present, then their values in the order of `EventField`: text as a
/// varint length and UTF-8 bytes, booleans as one byte, all else as a zigzag varint.
package final class EventBlock: @unchecked Sendable {
  // The memory is written by the builder alone, before this object exists, and freed with it: nothing mutable is shared.
  package let bytes: UnsafeRawBufferPointer
  /// Where each row begins, and as the last element where the last one ends.
  package let offsets: [UInt32]

  package var count: Int { offsets.count - 1 }

  init(adopting bytes: UnsafeRawBufferPointer, offsets: [UInt32]) {
    self.bytes = bytes
    self.offsets = offsets
  }

  /// Copies rows read back from a journal. The caller vouches for their form (a checksum does).
  package convenience init(copying bytes: UnsafeRawBufferPointer, offsets: [UInt32]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
    memory.copyMemory(from: bytes)
    self.init(adopting: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[0..<bytes.count]), offsets: offsets)
  }

  deinit { bytes.baseAddress?.deallocate() }

  package subscript(index: Int) -> EventRow {
    let range = Int(offsets[index])..<Int(offsets[index + 1])
    return EventRow(bytes: UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  /// The events as values, for tests and tools. The way of mass data reads rows field by field instead.
  package func decoded() -> [UsageEvent] { (0..<count).map { self[$0].decoded() } }
}
