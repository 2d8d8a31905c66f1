import Accounts
import HTTPTypes
import Semantics
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct SignInTests {
  @Test func `who is not signed in is led to the sign-in and back`() async throws {
    let site = try await DashboardSite()
    let start = try await site.get("/")
    #expect(start.status == .seeOther && start.headers[.location] == "/sign-in")
    let deep = try await site.get("/?period=7d&model=a%20b")
    #expect(deep.headers[.location] == "/sign-in?next=%2F%3Fperiod%3D7d%26model%3Da%2520b")
    #expect(try await site.page("/sign-in?next=/%3Fperiod%3D7d").contains("name=\"next\" value=\"/?period=7d\""))
  }

  @Test func `a right key opens a session of 14 days`() async throws {
    let site = try await DashboardSite()
    let answer = try await site.post("/sign-in", "key=%20\(site.reader.secret.text)%0A&next=%2F%3Fperiod%3D7d")
    #expect(answer.status == .seeOther)
    #expect(answer.headers[.location] == "/?period=7d")
    let cookie = try #require(answer.headers[.setCookie])
    #expect(
      cookie.hasPrefix("weir_session=\(site.reader.key.id)~") && cookie.hasSuffix("; Path=/; Max-Age=1209600; HttpOnly; SameSite=Strict"))
    let pair = String(cookie.prefix { $0 != ";" })
    #expect(try await site.get("/", [.cookie: pair]).status == .ok)
    #expect(try await site.get("/", [.cookie: pair + "0"]).status == .seeOther)
  }

  @Test func `behind https the cookie is for https alone`() async throws {
    let site = try await DashboardSite(isSecure: true)
    let answer = try await site.post("/sign-in", "key=\(site.reader.secret.text)")
    #expect(answer.headers[.setCookie]?.hasSuffix("; Secure") == true)
    #expect(try await site.post("/sign-out", "").headers[.setCookie]?.hasSuffix("; Secure") == true)
  }

  @Test func `a wrong key and one that may only record open nothing`() async throws {
    let site = try await DashboardSite()
    let wrong = try await site.post("/sign-in", "key=weir_%3Cb%3E")
    #expect(wrong.status == .unauthorized && wrong.headers[.setCookie] == nil)
    #expect(String(buffer: wrong.body).contains("This key is not known.") && !String(buffer: wrong.body).contains("<b>"))
    let recorder = try await site.post("/sign-in", "key=\(site.recorder.secret.text)")
    #expect(recorder.status == .forbidden && recorder.headers[.setCookie] == nil)
    #expect(try await site.post("/sign-in", "").status == .unauthorized)
  }

  @Test func `after many wrong keys the form says to wait, but lets a right one in`() async throws {
    let site = try await DashboardSite()
    for _ in 1...30 { #expect(try await site.post("/sign-in", "key=guess").status == .unauthorized) }
    let late = try await site.post("/sign-in", "key=guess&next=%2F%3Fperiod%3D7d")
    #expect(late.status == .tooManyRequests && late.headers[.setCookie] == nil)
    let wait = try #require(late.headers[.retryAfter].flatMap(Int.init))
    let page = String(buffer: late.body)
    #expect((1...60).contains(wait) && page.contains("Too many wrong keys came from your address. Wait \(wait) second"))
    #expect(page.contains("name=\"key\"") && page.contains("value=\"/?period=7d\""))
    #expect(try await site.get("/", [.authorization: "Bearer guess"]).status == .seeOther)
    #expect(try await site.post("/sign-in", "key=\(site.reader.secret.text)").status == .seeOther)
  }

  @Test func `a revoked key's session ends at once`() async throws {
    let site = try await DashboardSite()
    let cookie = try await site.post("/sign-in", "key=\(site.reader.secret.text)").headers[.setCookie]
    let pair = try #require(cookie?.prefix { $0 != ";" })
    _ = try await site.ring.revoke("anna", now: DashboardSite.now)
    #expect(try await site.get("/", [.cookie: String(pair)]).status == .seeOther)
  }

  @Test func `another site's form signs nobody in`() async throws {
    let site = try await DashboardSite()
    for headers: HTTPFields in [[.origin: "https://evil.example"], [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"]] {
      let answer = try await site.post("/sign-in", "key=\(site.reader.secret.text)", headers)
      #expect(answer.status == .forbidden && answer.headers[.setCookie] == nil)
    }
  }

  @Test func `the sign-in page can ask whether there is a session`() async throws {
    let site = try await DashboardSite()
    #expect(String(buffer: try await site.get("/session").body) == #"{"signed_in":false}"#)
    let cookie = try await site.post("/sign-in", "key=\(site.reader.secret.text)").headers[.setCookie]
    let pair = try #require(cookie?.prefix { $0 != ";" })
    #expect(String(buffer: try await site.get("/session", [.cookie: String(pair)]).body) == #"{"signed_in":true}"#)
    #expect(String(buffer: try await site.get("/sign-in").body).contains(" data-resume>"))
    #expect(!String(buffer: try await site.post("/sign-in", "key=x").body).contains("data-resume"))
  }

  @Test func `signing out ends the cookie`() async throws {
    let answer = try await DashboardSite().post("/sign-out", "")
    #expect(answer.status == .seeOther && answer.headers[.location] == "/sign-in")
    #expect(answer.headers[.setCookie] == "weir_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict")
  }
}

@Suite struct TicketTests {
  @Test func `looking at a link uses nothing up, confirming it does`() async throws {
    let site = try await DashboardSite()
    let path = SignInTickets.path(of: site.tickets.issue(for: site.reader.key.id, now: DashboardSite.now))
    for _ in 1...2 { #expect(try await site.get(path).status == .ok) }
    let first = try await site.post(path, "")
    #expect(first.status == .seeOther && first.headers[.location] == "/" && first.headers[.setCookie] != nil)
    let second = try await site.post(path, "")
    #expect(second.status == .notFound && second.headers[.setCookie] == nil)
    #expect(try await site.get(path).status == .notFound)
  }

  @Test func `a ticket is void after a day`() {
    let tickets = SignInTickets(), key = ID<APIKey>("key_1")
    let ticket = tickets.issue(for: key, now: DashboardSite.now)
    #expect(ticket.utf8.count == 43)
    #expect(tickets.isValid(ticket, now: DashboardSite.now.adding(seconds: 86_399)))
    #expect(!tickets.isValid(ticket, now: DashboardSite.now.adding(seconds: 86_400)))
    #expect(tickets.redeem(ticket, now: DashboardSite.now.adding(seconds: 86_400)) == nil)
    #expect(tickets.redeem("", now: DashboardSite.now) == nil)
  }

  @Test func `of a hundred tickets the oldest gives way`() {
    let tickets = SignInTickets(), key = ID<APIKey>("key_1")
    let issued = (0...100).map { tickets.issue(for: key, now: DashboardSite.now.adding(seconds: Int64($0))) }
    #expect(issued.filter { tickets.isValid($0, now: DashboardSite.now) } == Array(issued.dropFirst()))
  }
}

@Suite struct ReturnPathTests {
  @Test(arguments: ["/", "/?period=7d&model=a%20b", "/users/anna", "/a//b"])
  func `a path of this server is taken`(_ path: String) {
    #expect(ReturnPath(path).text == path)
  }

  @Test(arguments: [
    "", "//evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example", "javascript:alert(1)", "evil.example",
    "/\t/evil.example", "/a\r\nSet-Cookie: x=1", "/ä", "/a\\b", "/sign-in?next=/sign-in", "/" + String(repeating: "a", count: 2000),
  ])
  func `anything else leads to the start`(_ path: String) {
    #expect(ReturnPath(path) == .start)
  }
}
