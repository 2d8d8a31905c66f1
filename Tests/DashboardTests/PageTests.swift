import HTTPTypes
import Semantics
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct PageTests {
  @Test func `the eight figures, and how they moved`() async throws {
    let page = try await DashboardSite().page("/")
    let tiles = page.tiles
    #expect(
      tiles == [
        "Estimated cost $1.50 ↗up 25%", "Requests 3 ↘down 50%", "Tokens 12.3M no change", "Providers 2 ↗up 100%", "Models 2 no change",
        "Users 2 no change", "Success rate 66.7% ↘down 33.3 points", "95% done within 1.5 s ↗up 50%",
      ])
    #expect(page.contains(">3 Jan – 1 Feb 2026</span>."))
    // What takes longer comes later.
    let later = page.matches(of: /<dd class="course" data-course="([a-z_0-9]+)"><\/dd>/).map { "\($0.1)" }
    #expect(later == ["providers", "models", "users", "p95_duration_ms"])
    #expect(page.contains("data-courses=\"/?period=30d&amp;panel=courses&amp;format=html\"") && !page.contains("id=\"courses\""))
  }

  @Test func `every day is there, the running one is marked, the unpriced one is no zero`() async throws {
    let page = try await DashboardSite().page("/").plain
    #expect(page.contains("<tr><th scope=\"row\" data-label=\"2 Mar\">Mon 2 Mar 2026</th><td><data value=\"1.5\">$1.50</data></td>"))
    #expect(
      page.contains(
        "data-label=\"3 Mar\">Tue 3 Mar 2026 <span class=\"note\">so far</span></th><td><span class=\"unknown\">unpriced</span></td>"))
  }

  @Test func `the hours to come are not zero`() async throws {
    let engine = StubEngine(rows: { plan throws(QueryFailure) in
      guard plan.dimensions.first?.isTime == true else { return try StubEngine.small.rows(plan) }
      return (9...11).map { hour in
        [.instant(StubEngine.secondDay.adding(seconds: hour * 3600))] + StubEngine.row(plan, [:])
      }
    })
    let page = try await DashboardSite(engine).page("/?period=today").plain
    #expect(page.contains("data-label=\"09:00\">Tue 3 Mar 2026, 09:00</th><td><data value=\"0\">$0.00</data>"))
    #expect(
      page.contains("data-label=\"10:00\">Tue 3 Mar 2026, 10:00 <span class=\"note\">so far</span></th><td><data value=\"0\">$0.00</data>"))
    #expect(page.contains("data-label=\"11:00\">Tue 3 Mar 2026, 11:00</th><td><span class=\"unknown\">–</span></td>"))
  }

  @Test func `every user has a row, and what ran without one is the system's`() async throws {
    let page = try await DashboardSite().page("/?panel=users&format=csv")
    #expect(
      page == """
        user,cost,top_level_requests,total_tokens,budget\r\nanna,1.5,3,12345678,\r\nsystem,0,1,0,\r\n
        """)
  }

  @Test func `CSV and JSON hold what is on the screen`() async throws {
    let site = try await DashboardSite()
    #expect(
      try await site.page("/?panel=by-model&format=csv")
        == "model,cost,requests,unpriced_requests\r\ngpt-5,1.5,2,0\r\n,0,1,1\r\n")
    #expect(
      try await site.page("/?panel=by-model&format=json").hasSuffix(
        #""rows":[{"model":"gpt-5","cost":1.5,"requests":2,"unpriced_requests":0},{"model":null,"cost":0,"requests":1,"unpriced_requests":1}]}"#
      ))
    #expect(try await site.page("/?panel=none&format=csv").contains("no such panel"))
    #expect(try await site.page("/?panel=by-model").hasPrefix("<section class=\"panel narrow\" id=\"by-model\""))
  }

  @Test func `the reader's choice of colours is in the page`() async throws {
    let site = try await DashboardSite()
    let page = try await site.get("/", [.authorization: "Bearer " + site.reader.secret.text, .cookie: "a=b; weir_theme=dark"])
    #expect(String(buffer: page.body).contains("<html lang=\"en\" data-theme=\"dark\">"))
  }

  @Test func `unpriced requests are counted, with the way to price them`() async throws {
    let page = try await DashboardSite().page("/")
    #expect(page.contains("<b>1 request has no price</b> and it is not in the cost."))
    #expect(page.contains("<a href=\"/prices?period="))
  }

  @Test func `a cost that nobody knows is not shown as zero`() async throws {
    let engine = StubEngine(rows: { plan in
      plan.dimensions.isEmpty ? [StubEngine.row(plan, [.requests: .integer(2), .unpricedRequests: .integer(2)])] : []
    })
    #expect(try await DashboardSite(engine).page("/").tiles.first == "Estimated cost – no request has a price")
  }

  @Test func `a query that fails takes only its panel along`() async throws {
    let engine = StubEngine(rows: { plan throws(QueryFailure) in
      if plan.dimensions == [.by(.model)] { throw .timeout }
      if plan.dimensions == [.by(.provider)] { throw .engine("secret words") }
      return try StubEngine.small.rows(plan)
    })
    let page = try await DashboardSite(engine).page("/")
    #expect(page.contains("This took longer than 30 seconds and was stopped."))
    #expect(page.contains("This could not be answered.") && !page.contains("secret words"))
    #expect(page.tiles.count == 8)
    #expect(page.contains("By operation") && page.contains(">gpt-5</a>"))
  }

  @Test func `a server without usage says what to do, with its own address`() async throws {
    let page = try await DashboardSite(.empty).page("/")
    #expect(page.contains("Nothing recorded yet"))
    #expect(page.contains("curl http://localhost/v1/events"))
    #expect(page.tiles.isEmpty)
  }

  @Test func `an empty period is not an empty server`() async throws {
    let engine = StubEngine(rows: { plan throws(QueryFailure) in
      plan.interval == .always ? [StubEngine.row(plan, [.requests: .integer(5)])] : try StubEngine.empty.rows(plan)
    })
    let page = try await DashboardSite(engine).page("/?period=7d&model=x")
    #expect(page.contains("No usage in this period"))
    #expect(page.contains("href=\"/?period=all&amp;model=x\"") && page.contains("href=\"/?period=7d\""))
    #expect(page.tiles.first == "Estimated cost $0.00")
  }

  @Test(arguments: ["24h", "today", "month", "all", "365d"])
  func `every period has its page`(_ period: String) async throws {
    let page = try await DashboardSite().page("/?period=\(period)&zone=Europe/Berlin")
    #expect(page.tiles.count == 8)
    #expect(page.contains("Days in Europe/Berlin, now UTC+01:00"))
    #expect(!page.contains("class=\"problem\""))
  }

  @Test(arguments: ["/", "/sign-in", "/sign-in/none"])
  func `no page has code or style in its markup`(_ path: String) async throws {
    let page = try await DashboardSite().page(path)
    #expect(!page.contains("style=") && !page.contains("<style"))
    #expect(page.firstMatch(of: /\son[a-z]+=/) == nil)
    #expect(page.matches(of: /<script[^>]*>/).allSatisfy { $0.output.contains("src=\"/assets/") })
    #expect(page.matches(of: /<script[^>]*>[^<]/).isEmpty)
  }

  @Test func `a page is kept by nobody, and its policy allows no inline code`() async throws {
    let site = try await DashboardSite()
    let headers = try await site.get("/", [.authorization: "Bearer " + site.reader.secret.text]).headers
    #expect(headers[.cacheControl] == "no-store")
    #expect(headers[.contentSecurityPolicy]?.contains("unsafe-inline") == false)
  }

  @Test func `files are kept for good under the address of their version`() async throws {
    let site = try await DashboardSite()
    let address = try #require(AssetLibrary(chartFolder: nil).address("app.css"))
    let file = try await site.get(address)
    #expect(file.headers[.contentType] == "text/css; charset=utf-8")
    #expect(file.headers[.cacheControl] == "public, max-age=31536000, immutable")
    #expect(try await site.get("/assets/app.css?v=other").headers[.cacheControl] == "no-cache")
    #expect(try await site.get(address, [.ifNoneMatch: file.headers[.eTag] ?? ""]).status == .notModified)
    #expect(try await site.get("/assets/echarts.min.js").status == .notFound)
  }
}

extension String {
  /// The words of each tile.
  fileprivate var tiles: [String] {
    matches(of: /<div class="tile">(.*?)<\/div>/).map { match in
      match.output.1.replacing(/<\/dt>|<\/dd>/, with: " ").replacing(/<[^>]*>/, with: "").split(separator: " ").joined(separator: " ")
    }
  }
}

extension String {
  /// Without what the script needs to write dates anew.
  fileprivate var plain: String { replacing(/<\/?time[^>]*>| data-label-form="[a-z]+"/, with: "") }
}
