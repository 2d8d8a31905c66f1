import CZlib
import NIOCore

enum Deflater {
  /// The gzip form, or nil should zlib fail (it has no reason to).
  static func gzip(_ input: ByteBuffer, level: Int32 = 5) -> ByteBuffer? {
    var stream = z_stream()
    guard czlib_deflate_init(&stream, level, 15 + 16) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(input.readableBytes)))
    var output = ByteBuffer()
    var input = input
    let isDone = input.readWithUnsafeMutableReadableBytes { bytes -> (Int, Bool) in
      stream.next_in = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_in = UInt32(clamping: bytes.count)
      var status = Z_OK
      output.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { room in
        stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = UInt32(clamping: bound)
        status = deflate(&stream, Z_FINISH)
        return bound - Int(stream.avail_out)
      }
      return (bytes.count, status == Z_STREAM_END)
    }
    return isDone ? output : nil
  }
}
