import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

struct StatusTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var method: HTTPRequest.Method = .get
    var uri: String
    var key: String?
    var status: Int
    var body = ""

    var testDescription: String { "\(method) \(uri) with \(key ?? "no key")" }
  }

  static let cases = [
    Case(uri: "/open", status: 200, body: "open"),
    Case(uri: "/open?x=1", status: 400),
    Case(uri: "/nowhere", status: 404),
    Case(uri: "/open/", status: 404),
    Case(method: .post, uri: "/open", status: 405),
    Case(uri: "/items/a", status: 401),
    Case(uri: "/items/a", key: "nonsense", status: 401),
    Case(uri: "/items/a", key: "expired", status: 401),
    Case(uri: "/items/a", key: "ingest", status: 403),
    Case(uri: "/items/a%20b%2Fc", key: "read", status: 200, body: "a b/c"),
    Case(uri: "/items/%zz", key: "read", status: 400),
    Case(uri: "/items/%ff", key: "read", status: 400),
    Case(uri: "/items/", key: "read", status: 404),
    Case(
      uri: "/items/a?zone=Europe%2FParis&tag.env=a+b&metric=x&metric=y", key: "admin", status: 200,
      body: "a|zone=Europe/Paris|tag.env=a b|metric=x|metric=y"),
    Case(uri: "/items/a?zone=UTC&zone=UTC", key: "read", status: 400),
    Case(uri: "/items/a?zone=%4", key: "read", status: 400),
    Case(uri: "/items/a?zome=UTC", key: "read", status: 400),
    Case(method: .post, uri: "/settings", key: "admin", status: 204),
    Case(method: .post, uri: "/settings", key: "read", status: 403),
    Case(uri: "/broken", status: 500),
    Case(uri: "/known", status: 409),
    Case(uri: "/whoami", status: 200, body: "nobody"),
    Case(uri: "/whoami", key: "nonsense", status: 200, body: "nobody"),
    Case(uri: "/whoami", key: "read", status: 200, body: "read"),
    Case(uri: "/other/product?admin_api_key=admin&more=1", status: 200, body: "product"),
    Case(uri: "/other/product", key: "admin", status: 401),
  ]

  @Test(arguments: cases)
  func `answers with the status that fits`(_ given: Case) async throws {
    let headers = given.key.map { TestSite.bearer($0) } ?? [:]
    let answer = try await TestSite.ask(given.method, given.uri, headers: headers)
    #expect(answer.status.code == given.status, "\(answer.text)")
    if !given.body.isEmpty { #expect(answer.text == given.body) }
  }

  @Test func `states a problem in full`() async throws {
    let answer = try await TestSite.ask(.get, "/items/a?zome=UTC", headers: [.authorization: "bearer read", .requestID: "r-1"])
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(
      answer.text == """
        {"detail":"Some query parameters are not right. There are: zone, tag.*, metric.","errors":[{"field":"zome",\
        "message":"is not a parameter of this endpoint"}],"instance":"urn:request:r-1","status":400,"title":"Bad Request",\
        "type":"about:blank"}
        """)
  }

  @Test func `keeps the reason of an unknown failure to itself`() async throws {
    let answer = try await TestSite.ask(.get, "/broken")
    #expect(!answer.text.contains("secret"))
    #expect(answer.headers[.requestID].map { answer.text.contains($0) } == true)
  }

  @Test func `says which methods a path takes`() async throws {
    #expect(try await TestSite.ask(.delete, "/open").headers[.allow] == "GET, HEAD")
    #expect(try await TestSite.ask(.get, "/echo").headers[.allow] == "POST")
  }

  @Test func `says how to send a key, and which scope is missing`() async throws {
    let unknown = try await TestSite.ask(.get, "/items/a")
    #expect(unknown.headers[.wwwAuthenticate] == "Bearer")
    let narrow = try await TestSite.ask(.get, "/items/a", headers: TestSite.bearer("ingest"))
    #expect(narrow.text.contains("needs a key with the scope read; yours has ingest"))
  }

  @Test(arguments: ["X-Request-ID", "x-request-id"])
  func `keeps a sane request id`(_ name: String) async throws {
    let field = try #require(HTTPField.Name(name))
    #expect(try await TestSite.ask(.get, "/open", headers: [field: "abc-123"]).headers[.requestID] == "abc-123")
    let replaced = try await TestSite.ask(.get, "/open", headers: [field: "a b\"c"])
    #expect(replaced.headers[.requestID].map { !$0.isEmpty && $0 != "a b\"c" } == true)
  }

  @Test func `answers HEAD as GET without the body`() async throws {
    let answer = try await TestSite.ask(.head, "/open")
    #expect(answer.status == .ok)
    #expect(answer.body.readableBytes == 0)
    #expect(answer.headers[.contentLength] == "4")
  }

  @Test(arguments: ["/other/product", "/other/nowhere"])
  func `states errors as the product does, also where there is no endpoint`(_ path: String) async throws {
    let answer = try await TestSite.ask(.get, path)
    #expect(answer.text.hasPrefix("{\"detail\":\""))
    #expect(answer.headers[.contentType] == "application/json")
  }

  @Test(arguments: [
    ("X-Admin-API-Key", "admin"), ("Authorization", "Basic cGs6YWRtaW4="),
  ])
  func `takes a key where the contract puts it`(_ name: String, _ value: String) async throws {
    let field = try #require(HTTPField.Name(name))
    #expect(try await TestSite.ask(.get, "/other/product", headers: [field: value]).status == .ok)
  }

  @Test func `tells a client to wait after too many refused keys, but lets a right key in`() async throws {
    let server = TestSite.server { $0.failedAttemptLimit = 3 }
    var statuses: [Int] = []
    for key in ["a", "b", "c", "d", "read"] {
      statuses.append(try await TestSite.ask(.get, "/items/a", headers: TestSite.bearer(key), of: server).status.code)
    }
    #expect(statuses == [401, 401, 401, 429, 200])
  }

  @Test func `lets the control socket act as the operator`() async throws {
    let application = TestSite.server().application(for: .control(path: "/unused"))
    let answer = try await application.test(.router) { try await $0.execute(uri: "/settings", method: .post) { $0 } }
    #expect(answer.status == .noContent)
  }
}
