import NIOCore

/// What a client said, whole.
package enum SocketMessage: Hashable, Sendable {
  case text(String)
  case binary(ByteBuffer)
}
