import Accounts
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Testing

@testable import Web

/// A site with sockets, and a client's side of them in plain bytes.
enum SocketSite {
  struct Broken: Error {}

  static let endpoints: [Endpoint] = [
    SocketEndpoint(
      "/echo-socket", access: .scope(.read), .init("echoSocket", "Echo"), parameters: [.query("a", .string, "A")]
    ) { _, socket in
      for await message in socket.messages {
        switch message {
        case .text("stop"): return
        case .text("fail"): throw Broken()
        case .text("leave"): throw SocketClosure(SocketCode(rawValue: 4001), "left")
        case .text("flood"): while socket.send(String(repeating: "x", count: 50_000)) {}
        case .text(let text): socket.send(text)
        case .binary(let bytes): socket.send(SocketFrames(binary: bytes))
        }
      }
    }.endpoint,
    SocketEndpoint(
      "/other/socket", access: .scope(.admin, from: [.query("admin_api_key"), .session]), .init("otherSocket", "Of another product"),
      allowsUndeclaredQuery: true, withoutUpgrade: Problem(.notFound, "Not Found")
    ) { call, socket in
      socket.send(call.visitor?.name ?? "nobody")
    }.endpoint,
    Endpoint(.post, "/body", access: .open, .init("body", "Body"), body: .init([.any: .any]), answers: []) { call in
      Response(try await call.body(), type: .octets)
    },
    Endpoint(.get, "/open", access: .open, .init("open", "Open"), answers: []) { _ in .text("open") },
  ]

  /// Nobody is asked for a sign of life unless the test wants that, however slow the machine is.
  static func serving<Result: Sendable>(
    _ change: @escaping @Sendable (inout WebConfiguration) -> Void = { _ in }, _ body: @Sendable (Int) async throws -> Result
  ) async throws -> Result {
    try await RawConnection.serving(
      {
        WebServer(
          site: TestSite.site(endpoints),
          configuration: TestSite.configuration { configuration in
            configuration.sockets.pingInterval = .seconds(3600)
            change(&configuration)
          }, logger: TestSite.quiet, onListening: $0)
      }, body)
  }

  static func upgrade(
    _ path: String = "/echo-socket", _ fields: [String] = ["Authorization: Bearer read"], version: String = "13"
  ) -> String {
    let lines =
      [
        "GET \(path) HTTP/1.1", "Host: a", "Connection: keep-alive, Upgrade", "Upgrade: WebSocket", "Sec-WebSocket-Version: \(version)",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      ] + fields
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }

  /// A masked frame; the first byte is given whole.
  static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let mask: [UInt8] = [1, 2, 3, 4]
    let length = payload.count
    var bytes = [first]
    switch length {
    case ...125: bytes.append(0x80 | UInt8(length))
    case ...0xffff: bytes += [0x80 | 126, UInt8(length >> 8), UInt8(length & 0xff)]
    default: bytes += [0x80 | 127] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
  }

  static func text(_ text: String) -> [UInt8] { frame(0x81, Array(text.utf8)) }
  static func close(_ code: UInt16) -> [UInt8] { frame(0x88, [UInt8(code >> 8), UInt8(code & 0xff)]) }

  /// What comes back after the upgrade's head until the server hangs up.
  /// - Parameter farewell: the server's close, which is then answered as clients do.
  static func conversation(_ frames: [UInt8], port: Int, answering farewell: [UInt8]? = nil) async throws -> [UInt8] {
    let answer = try await RawConnection.exchange(
      bytes: Array(upgrade().utf8) + frames, port: port, reply: close(1000),
      when: { bytes in farewell.map { bytes.suffix($0.count) == $0[...] } ?? false })
    let end = try #require(answer.firstRange(of: Array("\r\n\r\n".utf8)))
    return Array(answer[end.upperBound...])
  }
}
