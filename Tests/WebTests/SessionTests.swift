import HTTPTypes
import Testing
import Usage

@testable import Web

struct SessionTests {
  private static let session = Session(
    key: ID("key_admin"), issuedAt: TestSite.now, expiresAt: TestSite.now.adding(seconds: 3600))
  private static let value = TestSite.cookie.value(of: session)

  private func post(_ headers: HTTPFields) async throws -> Int {
    try await TestSite.ask(.post, "/settings", headers: headers).status.code
  }

  @Test func `reads back what it wrote`() {
    #expect(TestSite.cookie.session(from: Self.value, now: TestSite.now) == Self.session)
  }

  @Test func `accepts nobody else's value`() {
    let other = SessionCookie(secret: Array(repeating: 8, count: 32))
    #expect(other.session(from: Self.value, now: TestSite.now) == nil)
    for index in Self.value.indices {
      var forged = Self.value
      let character = forged.remove(at: index)
      forged.insert(character == "0" ? "1" : "0", at: index)
      #expect(TestSite.cookie.session(from: forged, now: TestSite.now) == nil, "\(forged)")
    }
    for text in ["", "~~~", "a~b~c~d", Self.value + "~", Self.value + "00", String(repeating: "~", count: 2000)] {
      #expect(TestSite.cookie.session(from: text, now: TestSite.now) == nil)
    }
  }

  @Test func `ends with its time`() {
    #expect(TestSite.cookie.session(from: Self.value, now: TestSite.now.adding(seconds: 3599)) != nil)
    #expect(TestSite.cookie.session(from: Self.value, now: TestSite.now.adding(seconds: 3600)) == nil)
    #expect(TestSite.cookie.session(from: Self.value, now: TestSite.now.adding(seconds: -3600)) == nil)
  }

  @Test func `keeps a key id with separators in it apart`() {
    let session = Session(key: ID("a~b;c d"), issuedAt: Self.session.issuedAt, expiresAt: Self.session.expiresAt)
    let value = TestSite.cookie.value(of: session)
    #expect(!value.contains(";") && !value.contains(" "))
    #expect(TestSite.cookie.session(from: value, now: TestSite.now) == session)
  }

  @Test func `is kept from scripts and other sites`() {
    let header = TestSite.cookie.header(opening: Self.session, isSecure: true)
    #expect(header == "weir_session=\(Self.value); Path=/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure")
    #expect(SessionCookie.headerClosing(isSecure: false) == "weir_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict")
  }

  @Test func `lets a session read`() async throws {
    let headers: HTTPFields = [.cookie: "theme=dark; weir_session=\(Self.value)"]
    #expect(try await TestSite.ask(.get, "/items/a", headers: headers).status == .ok)
  }

  @Test func `refuses a forged session`() async throws {
    #expect(try await TestSite.ask(.get, "/items/a", headers: [.cookie: "weir_session=key_admin~1~9999999999~00"]).status == .unauthorized)
  }

  @Test func `lets a session change something only from a page of this server`() async throws {
    let cookie: HTTPFields = [.cookie: "weir_session=\(Self.value)"]
    var headers = cookie
    #expect(try await post(headers) == 403)
    headers[.secFetchSite] = "cross-site"
    #expect(try await post(headers) == 403)
    headers[.secFetchSite] = "same-site"
    #expect(try await post(headers) == 403)
    headers[.secFetchSite] = "same-origin"
    #expect(try await post(headers) == 204)
    headers = cookie
    headers[.origin] = "https://evil.example"
    #expect(try await post(headers) == 403)
    headers[.origin] = "http://localhost"
    #expect(try await post(headers) == 204)
  }

  @Test func `asks no such proof of a key`() async throws {
    var headers = TestSite.bearer("admin")
    headers[.origin] = "https://elsewhere.example"
    #expect(try await post(headers) == 204)
  }
}
