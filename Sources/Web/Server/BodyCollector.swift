import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Takes a response's body as a whole.
final class BodyCollector: ResponseBodyWriter, Sendable {
  private let collected = Mutex(ByteBuffer())

  var body: ByteBuffer { collected.withLock { $0 } }

  func write(_ buffer: ByteBuffer) async throws {
    collected.withLock { body in
      if body.readableBytes == 0 { body = buffer } else { body.writeImmutableBuffer(buffer) }
    }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
