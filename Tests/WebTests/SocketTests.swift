import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

@testable import Web

/// What only bytes on a socket can show.
struct SocketTests {
  private func serving<Result: Sendable>(
    _ change: @escaping @Sendable (inout WebConfiguration) -> Void = { _ in }, _ body: @Sendable (Int) async throws -> Result
  ) async throws -> Result {
    try await RawConnection.serving(
      { WebServer(site: TestSite.site(), configuration: TestSite.configuration(change), logger: TestSite.quiet, onListening: $0) }, body)
  }

  private static let good = "GET /open HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
  private static let post = "POST /echo HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ingest\r\n"

  @Test func `answers on a real socket`() async throws {
    let answer = try await serving { try await RawConnection.exchange(Self.good, port: $0) }
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.hasSuffix("\r\n\r\nopen"))
  }

  @Test(arguments: [
    "NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /open HTTP/1.1\r\nContent-Length: x\r\n\r\n", "\u{0}\u{1}\r\n\r\n",
    "GET /open HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
  ])
  func `answers 400 to what is no HTTP, and lives on`(_ bytes: String) async throws {
    let answers = try await serving { port in
      (try await RawConnection.exchange(bytes, port: port), try await RawConnection.exchange(Self.good, port: port))
    }
    #expect(answers.0.hasPrefix("HTTP/1.1 400") || answers.0.isEmpty)
    #expect(answers.1.hasSuffix("open"))
  }

  @Test func `refuses endless headers`() async throws {
    let long = "GET /open HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n"
    let many = "GET /open HTTP/1.1\r\nHost: a\r\n" + (0..<200).map { "X\($0): x\r\n" }.joined() + "\r\n"
    let answers = try await serving { port in
      (try await RawConnection.exchange(long, port: port), try await RawConnection.exchange(many, port: port))
    }
    #expect(answers.0.hasPrefix("HTTP/1.1 400"))
    #expect(answers.1.hasPrefix("HTTP/1.1 400"))
  }

  /// A compressing handler in the channel would be asked for an answer without a request here.
  @Test func `survives clients that hang up in a body over the limit`() async throws {
    let answer = try await serving({ $0.bodyLimit = 10 }) { port in
      for _ in 0..<20 {
        try await RawConnection.hangUp(
          after: Self.post + "Content-Length: 1000000\r\n\r\n" + String(repeating: "x", count: 5000), port: port)
        try await RawConnection.hangUp(after: Self.post + "Transfer-Encoding: chunked\r\n\r\n1388\r\nxxxx", port: port)
      }
      return try await RawConnection.exchange(Self.good, port: port)
    }
    #expect(answer.hasSuffix("open"))
  }

  @Test func `refuses a chunked body over the limit and hangs up`() async throws {
    let chunk = "400\r\n" + String(repeating: "x", count: 1024) + "\r\n"
    let answer = try await serving({ $0.bodyLimit = 1500 }) { port in
      try await RawConnection.exchange(Self.post + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk, port: port)
    }
    #expect(answer.hasPrefix("HTTP/1.1 413"))
  }

  @Test func `answers 408 to a body that does not come, and hangs up`() async throws {
    let answer = try await serving({ $0.bodyTimeout = .zero }) { port in
      try await RawConnection.exchange(Self.post + "Content-Length: 10\r\n\r\nabc", port: port)
    }
    #expect(answer.hasPrefix("HTTP/1.1 408"))
    #expect(answer.lowercased().contains("connection: close"))
  }

  @Test func `gives up on a silent client`() async throws {
    let answer = try await serving({ $0.idleTimeout = .milliseconds(50) }) { port in
      try await RawConnection.exchange("GET /open HTTP/1.1\r\n", port: port)
    }
    #expect(answer.isEmpty)
  }

  @Test func `cancels at shutdown what does not end by itself`() async throws {
    let (started, signal) = AsyncStream.makeStream(of: Void.self)
    let hanging = Endpoint(.get, "/hang", access: .open, .init("hang", ""), answers: []) { _ in
      signal.yield()
      try await Task.sleep(for: .seconds(600))
      return .text("never")
    }
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let server = WebServer(
      site: TestSite.site([hanging]), configuration: TestSite.configuration { $0.drainTimeout = .milliseconds(50) },
      logger: TestSite.quiet
    ) { if case .tcp(_, let port) = $0 { found.yield(port) } }
    let group = ServiceGroup(configuration: .init(services: [server], logger: TestSite.quiet))
    async let run: Void = group.run()
    let port = try #require(await ports.first { _ in true })
    async let answer = RawConnection.exchange("GET /hang HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
    _ = await started.first { _ in true }
    await group.triggerGracefulShutdown()
    try await run
    _ = try? await answer
  }
}
