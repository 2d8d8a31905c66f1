import NIOCore

/// Puts messages together from their frames and decides what each frame calls for.
struct MessageAssembly {
  enum Action: Hashable {
    case none
    case deliver(SocketMessage)
    case pong(ByteBuffer)
    /// The client closes, and this is what it is answered with.
    case closed(SocketCode)
  }

  private let messageLimit: Int
  private var kind: Frame.Kind?
  private var partial = ByteBuffer()

  init(messageLimit: Int) { self.messageLimit = messageLimit }

  mutating func receive(_ frame: Frame) throws(SocketClosure) -> Action {
    switch frame.kind {
    case .ping: return .pong(frame.payload)
    case .pong: return .none
    case .close: return .closed(try Self.code(frame.payload))
    case .continuation:
      guard kind != nil else { throw SocketClosure(.protocolError, "nothing to continue") }
    case .text, .binary:
      guard kind == nil else { throw SocketClosure(.protocolError, "a message within a message") }
      kind = frame.kind
    }
    guard partial.readableBytes + frame.payload.readableBytes <= messageLimit else {
      throw SocketClosure(.messageTooBig, "a message has at most \(messageLimit) bytes")
    }
    if partial.readableBytes == 0 { partial = frame.payload } else { partial.writeImmutableBuffer(frame.payload) }
    return frame.isFinal ? .deliver(try finish()) : .none
  }

  private mutating func finish() throws(SocketClosure) -> SocketMessage {
    let (kind, whole) = (kind, partial)
    self.kind = nil
    partial = ByteBuffer()
    guard kind == .text else { return .binary(whole) }
    guard let text = String(validating: whole.readableBytesView, as: UTF8.self) else { throw SocketClosure(.invalidText, "not UTF-8") }
    return .text(text)
  }

  private static func code(_ payload: ByteBuffer) throws(SocketClosure) -> SocketCode {
    var payload = payload
    guard payload.readableBytes > 0 else { return .normal }
    guard let number: UInt16 = payload.readInteger(), SocketCode(rawValue: number).isSendable else {
      throw SocketClosure(.protocolError, "no such close code")
    }
    guard String(validating: payload.readableBytesView, as: UTF8.self) != nil else { throw SocketClosure(.invalidText, "not UTF-8") }
    return SocketCode(rawValue: number)
  }
}
