import NIOCore
import Synchronization

/// An open WebSocket as its handler has it. Pings, fragments and the closing are seen to inside.
package final class SocketConnection: Sendable {
  fileprivate struct Outgoing {
    var bytes = 0
    var isOpen = true
  }

  package let messages: SocketMessages
  let channel: any Channel
  private let limit: Int
  private let outgoing = Mutex(Outgoing())

  /// - Parameter limit: bytes that may wait for a client to read them.
  init(channel: any Channel, limit: Int) {
    self.channel = channel
    self.limit = limit
    messages = SocketMessages(channel: channel)
  }

  package var isOpen: Bool { outgoing.withLock { $0.isOpen } }

  /// Never waits. A client for which too much waits already is dropped (1013).
  /// False: the connection is closed, or is now.
  @discardableResult
  package func send(_ frames: SocketFrames) -> Bool {
    let size = frames.bytes.readableBytes
    guard size > 0 else { return isOpen }
    let verdict = outgoing.withLock { $0.admit(size, limit: limit) }
    switch verdict {
    case .write:
      channel.writeAndFlush(frames.bytes).whenComplete { _ in self.outgoing.withLock { $0.bytes -= size } }
      return true
    case .drop:
      close(.tryAgainLater, "too slow")
      return false
    case .refuse: return false
    }
  }

  @discardableResult
  package func send(_ text: String) -> Bool { send(SocketFrames(text: text)) }

  /// What was sent before still goes out first.
  package func close(_ code: SocketCode = .normal, _ reason: String = "") {
    channel.triggerUserOutboundEvent(SocketClosure(code, reason), promise: nil)
  }

  /// Told by the channel: nothing more can be sent.
  func ended() {
    outgoing.withLock { $0.isOpen = false }
    messages.finish()
  }
}

extension SocketConnection.Outgoing {
  fileprivate enum Verdict { case write, drop, refuse }

  fileprivate mutating func admit(_ size: Int, limit: Int) -> Verdict {
    guard isOpen else { return .refuse }
    // A single message beyond the limit is sent when nothing else waits.
    guard bytes == 0 || bytes + size <= limit else {
      isOpen = false
      return .drop
    }
    bytes += size
    return .write
  }
}
