import Hummingbird
import NIOCore
import ServiceLifecycle

/// The body of a stream of server-sent events, for a client that may read slowly or not at all: what waits for it is bounded, and beyond
/// that it is dropped.
package struct LiveStream: Sendable {
  private enum End: Error { case slowReader }

  private let pieces: AsyncStream<ByteBuffer>
  private let overflow: AsyncStream<Void>
  private let put: @Sendable (ByteBuffer) -> Void

  /// - Parameter limit: pieces that may wait.
  package init(limit: Int = 32) {
    let (pieces, sender) = AsyncStream.makeStream(of: ByteBuffer.self, bufferingPolicy: .bufferingOldest(limit))
    let (overflow, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
    self.pieces = pieces
    self.overflow = overflow
    put = { piece in
      if case .dropped = sender.yield(piece) { alarm.yield() }
    }
  }

  package func send(_ piece: ByteBuffer) { put(piece) }

  /// - Parameter request: what is answered. Reading on from it tells at once when the client has hung up; the next ping would tell too
  ///   late: quick reconnects would use up the selections that may be watched.
  /// - Parameter isWelcome: asked with every ping: whether the stream may go on.
  package func body(
    of request: Request, pingInterval: Duration, holding subscription: LiveSubscription, isWelcome: @escaping @Sendable () -> Bool
  ) -> ResponseBody {
    ResponseBody { writer in
      defer { subscription.cancel() }
      let pen = Pen(writer: writer)
      try await request.body.consumeWithCancellationOnInboundClose { _ in
        try await write(with: pen, pinging: pingInterval, while: isWelcome)
      }
      try await writer.finish(nil)
    }
  }

  private func write(with pen: Pen, pinging interval: Duration, while isWelcome: @escaping @Sendable () -> Bool) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await write(with: pen) }
      group.addTask { for await _ in overflow { throw End.slowReader } }
      group.addTask {
        while isWelcome() {
          send(ByteBuffer(string: ": ping\n\n"))
          try await Task.sleep(for: interval)
        }
      }
      // The first to end ends all.
      try await group.next()
      group.cancelAll()
    }
  }

  private func write(with pen: Pen) async throws {
    var writer = pen.writer
    for await piece in pieces.cancelOnGracefulShutdown() { try await writer.write(piece) }
  }

  /// Lets one task write at a time: the one of `write`, and after it has ended the one that finishes.
  private struct Pen: @unchecked Sendable {
    let writer: any ResponseBodyWriter
  }
}
