import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Usage

@testable import Web

/// A site of small endpoints, and the ways to call it.
enum TestSite {
  static let now = Timestamp(seconds: 1_770_000_000)
  static let cookie = SessionCookie(secret: Array(repeating: 7, count: 32))

  static let endpoints: [Endpoint] = [
    Endpoint(.get, "/open", access: .open, .init("open", "Open"), answers: [.init(.ok, "Text")]) { _ in .text("open") },
    Endpoint(
      .get, "/items/{item}", access: .scope(.read), .init("item", "One item", tags: ["items"]),
      parameters: [
        .path("item", .string, "The item"), .query("zone", .string, "A zone"), .query("tag.*", .string, "A tag"),
        .query("metric", .string, "Metrics", repeats: true),
      ],
      answers: [.init(.ok, "The item", [.text: .string])]
    ) { call in .text(call.segment("item") + call.query.items.map { "|\($0.name)=\($0.value)" }.joined()) },
    Endpoint(
      .post, "/echo", access: .scope(.ingest, from: CredentialSource.usual), .init("echo", "Echo"),
      body: .init([.json: .any, .ndjson: .string]), answers: [.init(.ok, "The body", [.octets: .string])]
    ) { call in Response(try await call.body(), type: .octets) },
    Endpoint(.post, "/settings", access: .scope(.admin), .init("settings", "Change"), answers: [.init(.noContent, "Done")]) { _ in
      Response(status: .noContent)
    },
    Endpoint(.get, "/broken", access: .open, .init("broken", "Fails"), answers: []) { _ in throw Breakage.secret },
    Endpoint(.get, "/known", access: .open, .init("known", "Fails"), answers: []) { _ in throw Breakage.known },
    Endpoint(.get, "/large", access: .open, .init("large", "Large"), answers: [.init(.ok, "Text", [.text: .string])]) { _ in .text(large) },
    Endpoint(.get, "/whoami", access: .optional, .init("whoami", "Name"), answers: [.init(.ok, "Name")]) { call in
      .text(call.visitor?.name ?? "nobody")
    },
    Endpoint(
      .get, "/other/product", access: .scope(.admin, from: [.header("X-Admin-API-Key"), .query("admin_api_key"), .basicPassword]),
      .init("otherProduct", "Of another product"), answers: [.init(.ok, "Text")], allowsUndeclaredQuery: true
    ) { _ in .text("product") },
  ]

  static let large = String(repeating: "All work and no play. ", count: 500)

  enum Breakage: Error { case secret, known }

  struct DetailShape: ErrorShape {
    let schema: Schema = .object(["detail": .string])

    func response(to problem: Problem, for request: Request) -> Response {
      .json(["detail": .string(problem.detail ?? problem.title)], status: problem.status)
    }
  }

  static func site(_ endpoints: [Endpoint] = endpoints) -> Site {
    Site(
      endpoints: endpoints, errorShapes: [(prefix: "/other/", shape: DetailShape())],
      problemTranslators: [{ $0 as? Breakage == .known ? Problem(.conflict, "A known failure.") : nil }],
      authenticator: StubAuthenticator(), sessionCookie: cookie, now: { now })
  }

  static func server(_ change: (inout WebConfiguration) -> Void = { _ in }) -> WebServer {
    WebServer(site: site(), configuration: configuration(change), logger: quiet)
  }

  static func configuration(_ change: (inout WebConfiguration) -> Void = { _ in }) -> WebConfiguration {
    var configuration = WebConfiguration(listeners: [.tcp(host: "127.0.0.1", port: 0)])
    change(&configuration)
    return configuration
  }

  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// One request without a socket.
  static func ask(
    _ method: HTTPRequest.Method = .get, _ uri: String, headers: HTTPFields = [:], body: ByteBuffer? = nil,
    of server: WebServer = server()
  ) async throws -> TestResponse {
    try await server.application(for: .tcp(host: "127.0.0.1", port: 0)).test(.router) { client in
      try await client.execute(uri: uri, method: method, headers: headers, body: body) { $0 }
    }
  }

  static func bearer(_ key: String) -> HTTPFields { [.authorization: "Bearer " + key] }
}

extension TestResponse {
  var text: String { String(buffer: body) }
}
