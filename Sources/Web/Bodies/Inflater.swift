import CZlib
import NIOCore

/// Decompresses whole bodies, never beyond a limit.
enum Inflater {
  enum Failure: Error, Hashable { case damaged, tooLarge }

  static func inflate(_ input: ByteBuffer, as coding: ContentCoding, limit: Int) throws(Failure) -> ByteBuffer {
    var stream = z_stream()
    guard czlib_inflate_init(&stream, windowBits(for: coding, of: input)) == Z_OK else { throw .damaged }
    defer { inflateEnd(&stream) }
    var output = ByteBuffer()
    output.reserveCapacity(min(limit, input.readableBytes * 4))
    var input = input
    let failure = input.readWithUnsafeMutableReadableBytes { bytes -> (Int, Failure?) in
      stream.next_in = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_in = UInt32(clamping: bytes.count)
      return (bytes.count, run(&stream, into: &output, coding: coding, limit: limit))
    }
    if let failure { throw failure }
    return output
  }

  private static func run(_ stream: inout z_stream, into output: inout ByteBuffer, coding: ContentCoding, limit: Int) -> Failure? {
    while true {
      let status = step(&stream, into: &output)
      if output.readableBytes > limit { return .tooLarge }
      switch status {
      case Z_STREAM_END where stream.avail_in == 0: return nil
      // A gzip body may have several members, one after the other (RFC 1952, 2.2).
      case Z_STREAM_END where coding == .gzip: if inflateReset(&stream) != Z_OK { return .damaged }
      case Z_OK: continue
      default: return .damaged
      }
    }
  }

  private static func step(_ stream: inout z_stream, into output: inout ByteBuffer) -> Int32 {
    var status = Z_OK
    output.writeWithUnsafeMutableBytes(minimumWritableBytes: 16 * 1024) { room in
      stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(clamping: min(room.count, 1 << 20))
      let offered = stream.avail_out
      status = CZlib.inflate(&stream, Z_NO_FLUSH)
      return Int(offered - stream.avail_out)
    }
    return status
  }

  /// "deflate" means zlib's format (RFC 9110, 8.4.1.2), but some clients send the bare stream: the first two bytes tell.
  private static func windowBits(for coding: ContentCoding, of input: ByteBuffer) -> Int32 {
    guard coding == .deflate else { return 15 + 16 }
    guard let header = input.getInteger(at: input.readerIndex, as: UInt16.self) else { return 15 }
    return (header >> 8) & 0x0f == 8 && header % 31 == 0 ? 15 : -15
  }
}
