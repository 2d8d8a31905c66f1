import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

@testable import Web

/// WebSockets from the wire's side.
struct WebSocketTests {
  private func talk(
    _ frames: [UInt8], _ change: @escaping @Sendable (inout WebConfiguration) -> Void = { _ in }
  ) async throws -> [UInt8] {
    try await SocketSite.serving(change) { try await SocketSite.conversation(frames, port: $0) }
  }

  /// With a client that answers the server's close, so that nothing is cut off on a slow machine.
  private func talk(_ frames: [UInt8], until farewell: [UInt8], outgoingBytes: Int? = nil) async throws -> [UInt8] {
    try await SocketSite.serving { configuration in
      configuration.sockets.closeTimeout = .seconds(600)
      if let outgoingBytes { configuration.sockets.outgoingBytes = outgoingBytes }
    } _: {
      try await SocketSite.conversation(frames, port: $0, answering: farewell)
    }
  }

  private func ask(
    _ request: String, _ change: @escaping @Sendable (inout WebConfiguration) -> Void = { _ in },
    until isEnough: @escaping @Sendable (String) -> Bool = { $0.contains("\r\n\r\n") }
  ) async throws -> String {
    try await SocketSite.serving(change) { try await RawConnection.exchange(request, port: $0, until: isEnough) }
  }

  private static func closing(_ code: UInt16, _ reason: String = "") -> [UInt8] {
    [0x88, UInt8(2 + reason.utf8.count), UInt8(code >> 8), UInt8(code & 0xff)] + Array(reason.utf8)
  }

  @Test func `proves itself with the key of the standard's example`() async throws {
    let answer = try await ask(SocketSite.upgrade())
    #expect(answer.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
    #expect(answer.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
  }

  @Test func `echoes what arrives with the upgrade in one piece`() async throws {
    let answer = try await talk(SocketSite.text("hi") + SocketSite.text("stop")) { $0.sockets.closeTimeout = .milliseconds(1) }
    #expect(answer == [0x81, 2] + Array("hi".utf8) + Self.closing(1000))
  }

  @Test(arguments: [[1000, 1000], [4999, 4999], [1001, 1001]])
  func `answers a close with its code`(_ codes: [UInt16]) async throws {
    #expect(try await talk(SocketSite.close(codes[0])) == Self.closing(codes[1]))
    #expect(try await talk(SocketSite.frame(0x88, [])) == Self.closing(1000))
  }

  @Test func `puts fragments together and answers a ping between them`() async throws {
    let frames =
      SocketSite.frame(0x01, Array("frag".utf8)) + SocketSite.frame(0x89, [7]) + SocketSite.frame(0x00, Array("men".utf8))
      + SocketSite.frame(0x80, Array("ts".utf8)) + SocketSite.text("stop")
    let answer = try await talk(frames) { $0.sockets.closeTimeout = .milliseconds(1) }
    #expect(answer == [0x8a, 1, 7, 0x81, 9] + Array("fragments".utf8) + Self.closing(1000))
  }

  @Test func `sends long messages whole`() async throws {
    let long = [UInt8](repeating: 9, count: 60_000)
    let answer = try await talk(SocketSite.frame(0x82, long) + SocketSite.text("stop"), until: Self.closing(1000))
    #expect(answer.elementsEqual([0x82, 126, 0xea, 0x60] + long + Self.closing(1000)))
  }

  @Test(arguments: [
    (SocketSite.frame(0x81, [0xff]), 1007, "not UTF-8"),
    (SocketSite.frame(0x80, []), 1002, "nothing to continue"),
    (SocketSite.frame(0x01, []) + SocketSite.text("x"), 1002, "a message within a message"),
    (SocketSite.frame(0x83, []), 1002, "unknown opcode"),
    (SocketSite.frame(0xc1, []), 1002, "no extension was agreed on"),
    (SocketSite.frame(0x09, []), 1002, "a control frame is whole and has up to 125 bytes"),
    ([0x81, 1, 65], 1002, "a client's frames are masked"),
    (SocketSite.frame(0x88, [1]), 1002, "no such close code"),
    (SocketSite.frame(0x88, [3, 237]), 1002, "no such close code"),
    (SocketSite.frame(0x82, Array(repeating: 0, count: 101)), 1009, "a frame has at most 100 bytes"),
    (
      SocketSite.frame(0x02, Array(repeating: 0, count: 100)) + SocketSite.frame(0x80, Array(repeating: 0, count: 51)), 1009,
      "a message has at most 150 bytes"
    ),
  ])
  func `closes a connection that breaks the rules`(_ frames: [UInt8], _ code: UInt16, _ reason: String) async throws {
    let answer = try await talk(frames + SocketSite.close(1000)) {
      $0.sockets.frameBytes = 100
      $0.sockets.messageBytes = 150
      // The client's own close, behind the offence, is what ends these connections.
      $0.sockets.closeTimeout = .seconds(600)
    }
    #expect(answer == Self.closing(code, reason))
  }

  @Test(arguments: [("stop", 1000, ""), ("fail", 1011, ""), ("leave", 4001, "left")])
  func `closes as the handler ends`(_ message: String, _ code: UInt16, _ reason: String) async throws {
    let answer = try await talk(SocketSite.text(message)) { $0.sockets.closeTimeout = .milliseconds(1) }
    #expect(answer == Self.closing(code, reason))
  }

  @Test func `gives up on a client that answers no ping`() async throws {
    let answer = try await talk([]) {
      $0.sockets.pingInterval = .milliseconds(20)
      $0.sockets.closeTimeout = .milliseconds(1)
    }
    #expect(answer == [0x89, 0] + Self.closing(1011, "no answer to a ping"))
  }

  @Test func `drops a client that does not read, and frees what waited for it`() async throws {
    let farewell = Self.closing(1013, "too slow")
    let answer = try await talk(SocketSite.text("flood"), until: farewell, outgoingBytes: 200_000)
    #expect(answer.suffix(farewell.count) == farewell[...])
  }

  @Test func `hands no more messages out than are taken, and loses none`() async throws {
    let count = 500
    let answer = try await talk(
      (0..<count).flatMap { SocketSite.text("\($0)") } + SocketSite.text("stop"), until: Self.closing(1000))
    let expected = (0..<count).flatMap { [0x81, UInt8("\($0)".utf8.count)] + Array("\($0)".utf8) } + Self.closing(1000)
    #expect(answer.elementsEqual(expected))
  }

  @Test func `tells the client of the upgrade once the handler has set up what it needs`() async throws {
    let isReady = Mutex(false)
    let endpoint = SocketEndpoint("/late", access: .open, .init("late", "")) { _, socket in
      for _ in 0..<500 { await Task.yield() }
      isReady.withLock { $0 = true }
      for await _ in socket.messages {}
    }.endpoint
    let wasReady = try await RawConnection.serving {
      // A ping would let the answer out.
      let configuration = TestSite.configuration { $0.sockets.pingInterval = .seconds(3600) }
      return WebServer(site: TestSite.site([endpoint]), configuration: configuration, logger: TestSite.quiet, onListening: $0)
    } _: { port in
      let answer = try await RawConnection.exchange(SocketSite.upgrade("/late", []), port: port) { $0.contains("\r\n\r\n") }
      #expect(answer.hasPrefix("HTTP/1.1 101 "))
      return isReady.withLock { $0 }
    }
    #expect(wasReady)
  }

  @Test func `closes with 1001 when the server stops`() async throws {
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let (opened, signal) = AsyncStream.makeStream(of: Void.self)
    let endpoint = SocketEndpoint("/wait", access: .open, .init("wait", "")) { _, socket in
      signal.yield()
      for await _ in socket.messages {}
    }.endpoint
    let server = WebServer(site: TestSite.site([endpoint]), configuration: TestSite.configuration(), logger: TestSite.quiet) {
      if case .tcp(_, let port) = $0 { found.yield(port) }
    }
    let group = ServiceGroup(configuration: .init(services: [server], logger: TestSite.quiet))
    async let run: Void = group.run()
    let port = try #require(await ports.first { _ in true })
    let farewell = Self.closing(1001, "the server stops")
    async let answer = RawConnection.exchange(bytes: Array(SocketSite.upgrade("/wait", []).utf8), port: port) {
      $0.suffix(farewell.count) == farewell[...]
    }
    _ = await opened.first { _ in true }
    await group.triggerGracefulShutdown()
    try await run
    #expect(try await answer.suffix(farewell.count) == farewell[...])
  }
}
