import NIOCore

/// Messages as they go over the wire. Made once, they can be sent to any number of connections.
package struct SocketFrames: Sendable {
  private(set) var bytes = ByteBuffer()

  package init() {}

  package init(text: some StringProtocol) { append(text: ByteBuffer(string: String(text))) }
  package init(binary: ByteBuffer) { append(.binary, binary) }

  package var isEmpty: Bool { bytes.readableBytes == 0 }

  /// - Parameter text: valid UTF-8.
  package mutating func append(text: ByteBuffer) { append(.text, text) }

  mutating func append(_ kind: Frame.Kind, _ payload: ByteBuffer) {
    bytes.writeInteger(0x80 | kind.rawValue)
    switch payload.readableBytes {
    case ...125: bytes.writeInteger(UInt8(payload.readableBytes))
    case ...0xffff:
      bytes.writeInteger(UInt8(126))
      bytes.writeInteger(UInt16(payload.readableBytes))
    default:
      bytes.writeInteger(UInt8(127))
      bytes.writeInteger(UInt64(payload.readableBytes))
    }
    bytes.writeImmutableBuffer(payload)
  }

  static func closing(_ code: SocketCode, _ reason: String) -> SocketFrames {
    var payload = ByteBuffer()
    payload.writeInteger(code.rawValue)
    var reason = reason
    while reason.utf8.count > 123 { reason.removeLast() }
    payload.writeString(reason)
    var frames = SocketFrames()
    frames.append(.close, payload)
    return frames
  }
}
