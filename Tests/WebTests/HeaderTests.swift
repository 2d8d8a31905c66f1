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

  @Test func `lets a named origin read, and no other`() async throws {
    let server = TestSite.server { $0.allowedOrigins = ["https://a.example"] }
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
}
