import HTTPTypes
import Hummingbird
import Testing

@testable import Web

struct HeaderTests {
  private func page() async throws -> HTTPFields {
    let endpoint = Endpoint(.get, "/page", access: .open, .init("page", ""), answers: []) { _ in .html("<p>hello</p>") }
    let server = WebServer(site: TestSite.site([endpoint]), configuration: TestSite.configuration(), logger: TestSite.quiet)
    return try await TestSite.ask(.get, "/page", of: server).headers
  }

  @Test func `lets a page run only files of this server`() async throws {
    let headers = try await page()
    let policy = try #require(headers[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(headers[.xContentTypeOptions] == "nosniff")
    #expect(headers[.referrerPolicy] == "no-referrer")
    #expect(headers[.frameOptions] == "DENY")
  }

  @Test func `lets no other site read by default`() async throws {
    let answer = try await TestSite.ask(.get, "/open", headers: [.origin: "https://a.example"])
    #expect(answer.headers[.accessControlAllowOrigin] == nil)
    #expect(try await TestSite.ask(.options, "/open", headers: [.origin: "https://a.example"]).status == .methodNotAllowed)
  }

  private func server(allowing origins: AllowedOrigins) -> WebServer {
    var site = TestSite.site()
    site.allowedOrigins = origins
    return WebServer(site: site, configuration: TestSite.configuration(), logger: TestSite.quiet)
  }

  @Test func `lets a named origin read, and no other`() async throws {
    let server = server(allowing: ["https://a.example"])
    let allowed = try await TestSite.ask(.get, "/open", headers: [.origin: "https://a.example"], of: server)
    #expect(allowed.headers[.accessControlAllowOrigin] == "https://a.example")
    #expect(allowed.headers[values: .vary].contains("Origin"))
    let other = try await TestSite.ask(.get, "/open", headers: [.origin: "https://b.example"], of: server)
    #expect(other.headers[.accessControlAllowOrigin] == nil)
    let question: HTTPFields = [.origin: "https://a.example", .accessControlRequestMethod: "POST"]
    let preflight = try await TestSite.ask(.options, "/echo", headers: question, of: server)
    #expect(preflight.status == .noContent)
    #expect(preflight.headers[.accessControlAllowMethods] == "POST")
  }

  @Test(arguments: [
    ("/open", "https://a.example", "https://a.example", true), ("/open", "https://b.example", nil, true),
    ("/other/product", "https://b.example", "https://b.example", true), ("/other/product", "https://a.example", nil, true),
    ("/other/nowhere", "https://b.example", "https://b.example", true), ("/items/x", "https://a.example", nil, false),
    ("/open", "null", nil, true), ("/open", "*", nil, true),
  ])
  func `each API has its own origins, also where it refuses`(path: String, origin: String, echoed: String?, varies: Bool) async throws {
    let server = server(
      allowing: AllowedOrigins(["https://a.example"], byPrefix: ["/other/": ["https://b.example"], "/items": []]))
    let answer = try await TestSite.ask(.get, path, headers: [.origin: origin], of: server)
    #expect(answer.headers[.accessControlAllowOrigin] == echoed)
    #expect(answer.headers[.accessControlAllowCredentials] == (echoed == nil ? nil : "true"))
    #expect(answer.headers[values: .vary].contains("Origin") == varies)
    let question: HTTPFields = [
      .origin: origin, .accessControlRequestMethod: "GET", .accessControlRequestHeaders: "x-admin-api-key",
    ]
    let preflight = try await TestSite.ask(.options, path, headers: question, of: server)
    #expect(preflight.status == (echoed != nil ? .noContent : path.hasSuffix("nowhere") ? .notFound : .methodNotAllowed))
    #expect(preflight.headers[.accessControlAllowOrigin] == echoed)
    #expect(preflight.headers[.accessControlAllowHeaders] == (echoed == nil ? nil : "x-admin-api-key"))
  }
}
