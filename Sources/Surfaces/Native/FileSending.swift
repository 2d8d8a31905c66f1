import Hummingbird
import NIOPosix
import Semantics

/// Sends a file in pieces. Its reads block, so they happen on NIO's threads for that.
struct FileSending: Sendable {
  let file: ExportedFile

  private static let piece = 256 << 10

  func send(to writer: inout any ResponseBodyWriter) async throws {
    var offset = 0
    while offset < file.size {
      let start = offset
      let piece = try await NIOThreadPool.singleton.runIfActive { read(from: start) }
      guard piece.readableBytes > 0 else { throw QueryFailure.engine("the exported file ends too early") }
      offset += piece.readableBytes
      try await writer.write(piece)
    }
  }

  private func read(from offset: Int) -> ByteBuffer {
    var buffer = ByteBuffer()
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.piece) { file.read(into: $0, at: offset) }
    return buffer
  }
}
