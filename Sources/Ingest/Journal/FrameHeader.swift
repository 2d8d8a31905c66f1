/// The head of a frame: 40 bytes, little-endian. The checksum covers the 32 bytes before it and the payload. Frames begin at multiples
/// of eight.
struct FrameHeader {
  enum Kind: UInt32 {
    /// Encoded rows one after another, then the length of each as 32 bits.
    case events = 1
    /// JSON.
    case quarantine = 2
  }

  static let size = 40
  static let checksummed = 32
  private static let magic: UInt32 = 0x7269_6557

  let kind: UInt32
  let payloadLength: Int
  /// How many sequences, and so records, the frame holds.
  let count: Int
  let firstSequence: UInt64
  /// What was known to be on disk when this frame was written. It tells damage from a torn end: whatever a later frame calls durable
  /// must be there.
  let durableSequence: UInt64
  var checksum: UInt32 = 0

  var lastSequence: UInt64 { firstSequence + UInt64(count) - 1 }

  static func paddedSize(payload: Int) -> Int { (size + payload + 7) & ~7 }

  init(kind: Kind, payloadLength: Int, count: Int, firstSequence: UInt64, durableSequence: UInt64) {
    self.kind = kind.rawValue
    self.payloadLength = payloadLength
    self.count = count
    self.firstSequence = firstSequence
    self.durableSequence = durableSequence
  }

  /// Nil where no frame begins. `bytes` holds at least `size` bytes.
  init?(_ bytes: UnsafeRawBufferPointer) {
    func field<Value: FixedWidthInteger>(_ offset: Int, _: Value.Type) -> Value {
      Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
    guard field(0, UInt32.self) == Self.magic else { return nil }
    kind = field(4, UInt32.self)
    payloadLength = Int(field(8, UInt32.self))
    count = Int(field(12, UInt32.self))
    firstSequence = field(16, UInt64.self)
    durableSequence = field(24, UInt64.self)
    checksum = field(32, UInt32.self)
    guard count > 0, firstSequence > 0, firstSequence < UInt64.max / 2 else { return nil }
  }

  func write(to bytes: UnsafeMutableRawPointer) {
    bytes.storeBytes(of: Self.magic.littleEndian, as: UInt32.self)
    bytes.storeBytes(of: kind.littleEndian, toByteOffset: 4, as: UInt32.self)
    bytes.storeBytes(of: UInt32(payloadLength).littleEndian, toByteOffset: 8, as: UInt32.self)
    bytes.storeBytes(of: UInt32(count).littleEndian, toByteOffset: 12, as: UInt32.self)
    bytes.storeBytes(of: firstSequence.littleEndian, toByteOffset: 16, as: UInt64.self)
    bytes.storeBytes(of: durableSequence.littleEndian, toByteOffset: 24, as: UInt64.self)
    bytes.storeBytes(of: UInt64(checksum).littleEndian, toByteOffset: 32, as: UInt64.self)
  }

  static func checksum(head: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer) -> UInt32 {
    var crc = CRC32C()
    crc.update(UnsafeRawBufferPointer(rebasing: head[0..<checksummed]))
    crc.update(payload)
    return crc.value
  }
}
