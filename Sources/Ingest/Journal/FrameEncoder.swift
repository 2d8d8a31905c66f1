import Usage

/// Builds one frame at a time in memory that is used again. Copying the rows costs less than a system call with many small parts.
struct FrameEncoder: ~Copyable {
  private var memory: UnsafeMutableRawPointer
  private var capacity = 1 << 16
  private var end = FrameHeader.size
  private var lengths: [UInt32] = []

  init() { memory = .allocate(byteCount: capacity, alignment: 8) }

  deinit { memory.deallocate() }

  var payloadSize: Int { end - FrameHeader.size + lengths.count * 4 }
  var rowCount: Int { lengths.count }

  mutating func append(_ rows: Range<Int>, of block: EventBlock) {
    let bytes = Int(block.offsets[rows.lowerBound])..<Int(block.offsets[rows.upperBound])
    append(UnsafeRawBufferPointer(rebasing: block.bytes[bytes]))
    for row in rows { lengths.append(block.offsets[row + 1] - block.offsets[row]) }
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    if let base = bytes.baseAddress { (memory + end).copyMemory(from: base, byteCount: bytes.count) }
    end += bytes.count
  }

  /// Completes the frame, hands its bytes to `body` and starts over, also when `body` throws.
  mutating func finish(
    _ kind: FrameHeader.Kind, count: Int, firstSequence: UInt64, durableSequence: UInt64,
    _ body: (UnsafeRawBufferPointer) throws(JournalError) -> Void
  ) throws(JournalError) {
    appendLengths()
    var header = FrameHeader(
      kind: kind, payloadLength: end - FrameHeader.size, count: count, firstSequence: firstSequence, durableSequence: durableSequence)
    header.write(to: memory)
    let frame = UnsafeRawBufferPointer(start: memory, count: end)
    header.checksum = FrameHeader.checksum(head: frame, payload: UnsafeRawBufferPointer(rebasing: frame[FrameHeader.size...]))
    header.write(to: memory)
    pad()
    let size = end
    end = FrameHeader.size
    try body(UnsafeRawBufferPointer(start: memory, count: size))
  }

  private mutating func appendLengths() {
    reserve(lengths.count * 4)
    for length in lengths {
      memory.storeBytes(of: length.littleEndian, toByteOffset: end, as: UInt32.self)
      end += 4
    }
    lengths.removeAll(keepingCapacity: true)
  }

  private mutating func pad() {
    reserve(8)
    while end % 8 != 0 {
      memory.storeBytes(of: 0, toByteOffset: end, as: UInt8.self)
      end += 1
    }
  }

  private mutating func reserve(_ count: Int) {
    guard end + count > capacity else { return }
    let larger = max(capacity * 2, end + count)
    let grown = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 8)
    grown.copyMemory(from: memory, byteCount: end)
    memory.deallocate()
    (memory, capacity) = (grown, larger)
  }
}
