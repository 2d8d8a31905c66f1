/// The Castagnoli checksum, eight bytes a step from tables: about a gigabyte a second, without a C target for the CPU's instruction.
struct CRC32C {
  private var state: UInt32 = ~0

  var value: UInt32 { ~state }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    var position = 0
    let tables = Self.tables
    while position + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)) ^ UInt64(crc)
      crc = tables[1792 + Int(word & 0xff)] ^ tables[1536 + Int(word >> 8 & 0xff)]
      crc ^= tables[1280 + Int(word >> 16 & 0xff)] ^ tables[1024 + Int(word >> 24 & 0xff)]
      crc ^= tables[768 + Int(word >> 32 & 0xff)] ^ tables[512 + Int(word >> 40 & 0xff)]
      crc ^= tables[256 + Int(word >> 48 & 0xff)] ^ tables[Int(word >> 56)]
      position += 8
    }
    while position < bytes.count {
      crc = tables[Int((crc ^ UInt32(bytes[position])) & 0xff)] ^ (crc >> 8)
      position += 1
    }
    state = crc
  }

  // Written once, before the pointer is published, and never freed.
  private nonisolated(unsafe) static let tables: UnsafePointer<UInt32> = {
    let tables = UnsafeMutablePointer<UInt32>.allocate(capacity: 8 * 256)
    for index in 0..<256 {
      var crc = UInt32(index)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82f6_3b78 : crc >> 1 }
      tables[index] = crc
    }
    for index in 256..<2048 {
      let previous = tables[index - 256]
      tables[index] = tables[Int(previous & 0xff)] ^ (previous >> 8)
    }
    return UnsafePointer(tables)
  }()
}
