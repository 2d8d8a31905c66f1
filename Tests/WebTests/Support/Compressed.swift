import CZlib
import NIOCore

/// Packs bytes as a client would, in each of zlib's formats.
enum Compressed {
  static func gzip(_ input: ByteBuffer) -> ByteBuffer { pack(input, windowBits: 31) }
  static func zlib(_ input: ByteBuffer) -> ByteBuffer { pack(input, windowBits: 15) }
  static func raw(_ input: ByteBuffer) -> ByteBuffer { pack(input, windowBits: -15) }

  private static func pack(_ input: ByteBuffer, windowBits: Int32) -> ByteBuffer {
    var stream = z_stream()
    precondition(czlib_deflate_init(&stream, 6, windowBits) == Z_OK)
    defer { deflateEnd(&stream) }
    var source = Array(input.readableBytesView)
    var target = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(source.count))) + 64)
    let written = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
        return target.count - Int(stream.avail_out)
      }
    }
    return ByteBuffer(bytes: target[..<written])
  }
}
