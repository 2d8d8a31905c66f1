import Testing
import Usage

@testable import Web

/// Who gets a socket, and what the others are told.
struct UpgradeTests {
  private func ask(
    _ request: String, _ change: @escaping @Sendable (inout WebConfiguration) -> Void = { _ in },
    until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }
  ) async throws -> String {
    try await SocketSite.serving(change) { try await RawConnection.exchange(request, port: $0, until: isEnough) }
  }

  @Test(arguments: [
    (SocketSite.upgrade("/echo-socket", []), "401", "\"status\":401"),
    (SocketSite.upgrade("/echo-socket", ["Authorization: Bearer nobody"]), "401", "The key is not known."),
    (SocketSite.upgrade("/echo-socket", ["Authorization: Bearer ingest"]), "403", "scope read"),
    (SocketSite.upgrade("/echo-socket?b=1"), "400", "is not a parameter"),
    (SocketSite.upgrade("/nowhere"), "404", "nothing at this path"),
    (SocketSite.upgrade(version: "8"), "426", "version 13"),
    (SocketSite.upgrade("/echo-socket", ["Authorization: Bearer read", "Content-Length: 3"]) + "abc", "426", "This is a WebSocket."),
    (SocketSite.upgrade().replacing("dGhlIHNhbXBsZSBub25jZQ==", with: "short"), "400", "16 bytes in base64"),
    (SocketSite.upgrade("/other/socket?admin_api_key=wrong", []), "401", "{\"detail\":\"The key is not known.\"}"),
    (SocketSite.upgrade("/open"), "200", "open"),
  ])
  func `answers a refused upgrade as any request, and ends the connection`(_ request: String, _ status: String, _ body: String)
    async throws
  {
    let answer = try await ask(request)
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    #expect(answer.contains(body))
    #expect(answer.lowercased().contains("connection: close\r\n"))
  }

  @Test(arguments: [("/echo-socket", "426 Upgrade Required", "version 13"), ("/other/socket?admin_api_key=admin", "404", "Not Found")])
  func `tells a plain request what stands there`(_ path: String, _ status: String, _ body: String) async throws {
    let answer = try await ask("GET \(path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer read\r\nConnection: close\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 \(status)"))
  }

  @Test func `takes a key from the query where the endpoint says so`() async throws {
    let answer = try await ask(SocketSite.upgrade("/other/socket?admin_api_key=admin&more=1", []), until: { $0.hasSuffix("admin") })
    #expect(answer.hasPrefix("HTTP/1.1 101 "))
  }

  @Test func `takes a session only from a page of this server`() async throws {
    let session = Session(key: ID("key_admin"), issuedAt: TestSite.now, expiresAt: TestSite.now.adding(seconds: 60))
    let cookie = "Cookie: weir_session=\(TestSite.cookie.value(of: session))"
    let own = try await ask(SocketSite.upgrade("/other/socket", [cookie, "Origin: http://a"]), until: { $0.contains("\r\n\r\n") })
    let foreign = try await ask(SocketSite.upgrade("/other/socket", [cookie, "Origin: http://evil"]))
    let unnamed = try await ask(SocketSite.upgrade("/other/socket", [cookie]))
    #expect(own.hasPrefix("HTTP/1.1 101 "))
    #expect(foreign.hasPrefix("HTTP/1.1 403 "))
    #expect(unnamed.hasPrefix("HTTP/1.1 403 "))
  }

  @Test func `answers a request that offers HTTP 2 with all of its body`() async throws {
    let body = String(repeating: "b", count: 100_000)
    let answer = try await ask(
      "POST /body HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"
        + "Content-Length: \(body.count)\r\n\r\n\(body)")
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n" + body))
  }

  @Test func `answers requests that follow each other on one connection`() async throws {
    let one = "GET /open HTTP/1.1\r\nHost: a\r\n\r\n"
    let last = "GET /open HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    let answer = try await ask(one + one + last)
    #expect(answer.components(of: "HTTP/1.1 200 OK\r\n") == 3)
  }

  @Test func `opens sockets on fresh connections alone`() async throws {
    let answer = try await ask("GET /open HTTP/1.1\r\nHost: a\r\n\r\n" + SocketSite.upgrade())
    #expect(answer.contains("HTTP/1.1 400 "))
    #expect(answer.contains("first request of a connection"))
  }

  @Test func `keeps sockets within their number`() async throws {
    let answer = try await ask(SocketSite.upgrade(), { $0.sockets.connections = 0 })
    #expect(answer.hasPrefix("HTTP/1.1 503 "))
    #expect(answer.contains("Retry-After: 5\r\n"))
  }

  @Test func `counts a refused key once`() async throws {
    let wrong = SocketSite.upgrade("/echo-socket", ["Authorization: Bearer wrong"])
    let answers = try await SocketSite.serving({ $0.failedAttemptLimit = 1 }) { port in
      (try await RawConnection.exchange(wrong, port: port), try await RawConnection.exchange(wrong, port: port))
    }
    #expect(answers.0.hasPrefix("HTTP/1.1 401 "))
    #expect(answers.1.hasPrefix("HTTP/1.1 429 "))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
