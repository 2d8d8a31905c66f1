import NIOCore

/// One frame from a client, unmasked.
struct Frame: Hashable {
  enum Kind: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    var isControl: Bool { rawValue >= 8 }
  }

  var kind: Kind
  var isFinal: Bool
  var payload: ByteBuffer
}
