import NIOCore
import NIOPosix

@testable import Web

/// A server on a free port, and bytes sent to it as they are.
enum RawConnection {
  static func serving<Result: Sendable>(
    _ server: @escaping @Sendable (@escaping @Sendable (WebConfiguration.Listener) async -> Void) -> WebServer,
    _ body: @Sendable (Int) async throws -> Result
  ) async throws -> Result {
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let task = Task {
      try await server { listener in
        if case .tcp(_, let port) = listener { found.yield(port) }
      }.run()
    }
    defer { task.cancel() }
    guard let port = await ports.first(where: { _ in true }) else { throw ChannelError.eof }
    return try await body(port)
  }

  /// Sends, and reads until the server closes or what came satisfies `isEnough`.
  static func exchange(
    _ text: String, port: Int, until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }
  ) async throws -> String {
    let channel = try await connect(port)
    return try await channel.executeThenClose { inbound, outbound in
      // The server may have hung up already, and answered or not.
      try? await outbound.write(ByteBuffer(string: text))
      var answer = ""
      for try await part in inbound {
        answer += String(buffer: part)
        if isEnough(answer) { break }
      }
      return answer
    }
  }

  /// The same in bytes that are no text.
  /// - Parameter reply: sent when what came satisfies `isDue`, once.
  static func exchange(
    bytes: [UInt8], port: Int, until isEnough: @escaping @Sendable ([UInt8]) -> Bool = { _ in false },
    reply: [UInt8] = [], when isDue: @escaping @Sendable ([UInt8]) -> Bool = { _ in false }
  ) async throws -> [UInt8] {
    let channel = try await connect(port)
    return try await channel.executeThenClose { inbound, outbound in
      try? await outbound.write(ByteBuffer(bytes: bytes))
      var answer: [UInt8] = []
      var hasReplied = false
      for try await part in inbound {
        answer += part.readableBytesView
        if isEnough(answer) { break }
        if !hasReplied, isDue(answer) {
          hasReplied = true
          try? await outbound.write(ByteBuffer(bytes: reply))
        }
      }
      return answer
    }
  }

  /// Sends and hangs up at once.
  static func hangUp(after text: String, port: Int) async throws {
    let channel = try await connect(port)
    try await channel.executeThenClose { _, outbound in try await outbound.write(ByteBuffer(string: text)) }
  }

  private static func connect(_ port: Int) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
    }
  }
}
