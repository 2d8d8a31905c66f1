import NIOCore

/// Cuts what a client sends into frames (RFC 6455, 5.2). After a violation it goes on skipping, so that the client's own close frame is
/// still found.
struct FrameReader {
  private let frameLimit: Int
  private var received = ByteBuffer()
  /// Bytes still to come of a frame that nobody wants.
  private var skipping: UInt64 = 0

  init(frameLimit: Int) { self.frameLimit = frameLimit }

  mutating func receive(_ bytes: inout ByteBuffer) {
    if received.readableBytes == 0 { received = bytes } else { received.writeBuffer(&bytes) }
  }

  /// The next whole frame; nil: more bytes are needed.
  mutating func next() throws(SocketClosure) -> Frame? {
    guard skip(), let header = Header(received) else { return nil }
    if let violation = header.violation(frameLimit: frameLimit) {
      skipping = UInt64(header.size) + header.length
      throw violation
    }
    let length = Int(header.length)
    guard received.readableBytes >= header.size + length else { return nil }
    received.moveReaderIndex(forwardBy: header.size)
    var payload = received.readSlice(length: length) ?? ByteBuffer()
    Self.unmask(&payload, with: header.mask)
    received.discardReadBytes()
    guard let kind = header.kind else { return nil }  // a violation, seen above
    return Frame(kind: kind, isFinal: header.isFinal, payload: payload)
  }

  /// Whether there is nothing left to skip.
  private mutating func skip() -> Bool {
    let count = min(skipping, UInt64(received.readableBytes))
    received.moveReaderIndex(forwardBy: Int(count))
    skipping -= count
    return skipping == 0
  }

  private static func unmask(_ payload: inout ByteBuffer, with mask: UInt32) {
    payload.withUnsafeMutableReadableBytes { bytes in
      withUnsafeBytes(of: mask.bigEndian) { key in
        for index in bytes.indices { bytes[index] ^= key[index & 3] }
      }
    }
  }
}

extension FrameReader {
  private struct Header {
    let first: UInt8
    let isMasked: Bool
    let length: UInt64
    let mask: UInt32
    /// Bytes of the header itself.
    let size: Int

    var kind: Frame.Kind? { Frame.Kind(rawValue: first & 0x0f) }
    var isFinal: Bool { first & 0x80 != 0 }

    /// nil: not all of it is there.
    init?(_ bytes: ByteBuffer) {
      var bytes = bytes
      let start = bytes.readerIndex
      guard let first: UInt8 = bytes.readInteger(), let second: UInt8 = bytes.readInteger() else { return nil }
      self.first = first
      isMasked = second & 0x80 != 0
      switch second & 0x7f {
      case 126:
        guard let length: UInt16 = bytes.readInteger() else { return nil }
        self.length = UInt64(length)
      case 127:
        guard let length: UInt64 = bytes.readInteger() else { return nil }
        self.length = length
      case let length: self.length = UInt64(length)
      }
      guard isMasked else {
        mask = 0
        size = bytes.readerIndex - start
        return
      }
      guard let mask: UInt32 = bytes.readInteger() else { return nil }
      self.mask = mask
      size = bytes.readerIndex - start
    }

    func violation(frameLimit: Int) -> SocketClosure? {
      if !isMasked { return SocketClosure(.protocolError, "a client's frames are masked") }
      if first & 0x70 != 0 { return SocketClosure(.protocolError, "no extension was agreed on") }
      guard let kind else { return SocketClosure(.protocolError, "unknown opcode") }
      if kind.isControl, !isFinal || length > 125 {
        return SocketClosure(.protocolError, "a control frame is whole and has up to 125 bytes")
      }
      // A length with the highest bit set is as wrong as it is too big.
      return length > UInt64(frameLimit) ? SocketClosure(.messageTooBig, "a frame has at most \(frameLimit) bytes") : nil
    }
  }
}
