import HTTPTypes
import Semantics
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct ModelPageTests {
  static let names = [
    "org/model", "a b", "what?", "c#", "</script><img src=x>", "модель-é", "a%2Fb", "a+b", "\"quoted\"", "'", "a&b=c", "../etc", "a;b",
    "\\",
  ]

  /// One model of everything.
  private static func engine(_ name: String) -> StubEngine {
    StubEngine(rows: { plan in
      let values: [Metric: Value] = [
        .cost: StubEngine.dollars("1.5"), .requests: .integer(4), .totalTokens: .integer(1000), .successRate: .real(0.75),
        .p95Duration: .real(1500), .inputTokens: .integer(800), .cacheReadTokens: .integer(300), .outputTokens: .integer(200),
        .reasoningTokens: .integer(50), .successes: .integer(3), .failures: .integer(1),
      ]
      let keys = plan.dimensions.map { dimension -> Value in
        switch dimension {
        case .time: .instant(StubEngine.firstDay)
        case .by(.model): .text(name)
        case .by(.provider): .text("acme")
        default: .text("x")
        }
      }
      return [keys + StubEngine.row(plan, values)]
    })
  }

  @Test(arguments: names)
  func `a name of any letters leads to its page and back into the question`(_ name: String) async throws {
    let list = try await DashboardSite(Self.engine(name)).page("/models?period=7d&user_id=anna")
    let link = try #require(list.firstMatch(of: /<th scope="row"><a href="(\/models\/[^"]*)">/)?.output.1)
    let address = String(link).replacing("&amp;", with: "&").replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
    #expect(address.hasSuffix("?period=7d&user_id=anna"))
    let page = try await DashboardSite(Self.engine(name)).page(address)
    #expect(page.contains("<h1>\(HTML.text(name).source)</h1>"))
    #expect(page.contains("model=" + PercentEncoding.encode(name).replacing("%2F", with: "/")))
    #expect(!page.contains("<img"))
  }

  @Test func `the list has the figures of the question, sorted as the address says`() async throws {
    let engine = StubEngine(rows: { plan throws(QueryFailure) in
      guard plan.dimensions == [.by(.provider), .by(.model)] else { return try Self.engine("m").rows(plan) }
      return [
        [.text("openai"), .text("slow")]
          + StubEngine.row(
            plan, [.cost: StubEngine.dollars("2"), .requests: .integer(1), .p95Duration: .real(9000), .successRate: .real(1)]),
        [.null, .null] + StubEngine.row(plan, [.cost: .money(.zero), .requests: .integer(7), .unpricedRequests: .integer(7)]),
        [.text("openai"), .text("fast")]
          + StubEngine.row(
            plan, [.cost: StubEngine.dollars("1"), .requests: .integer(3), .p95Duration: .real(90), .successRate: .real(0.5)]),
      ]
    })
    let site = try await DashboardSite(engine)
    let csv = try await site.page("/models?models.sort=p95_duration_ms&panel=models&format=csv")
    #expect(
      csv.split(whereSeparator: { $0.isNewline }).map(String.init) == [
        "model,provider,cost,requests,total_tokens,success_rate,p95_duration_ms,unpriced_requests", "fast,openai,1,3,0,0.5,90.0,0",
        "slow,openai,2,1,0,1.0,9000.0,0", ",,,7,0,,,7",
      ])
    let page = try await site.page("/models")
    #expect(page.contains("<i class=\"unknown\">none</i>") && page.contains("<span class=\"unknown\">unpriced</span>"))
    #expect(page.contains("/v1/models?period=30d&amp;zone=UTC&amp;metrics=cost,requests,total_tokens"))
  }

  @Test func `searching the list keeps what has the letters in any case`() async throws {
    let site = try await DashboardSite(Self.engine("Gpt-5"))
    #expect(try await site.page("/models?models.q=gPT").contains(">Gpt-5</a></th>"))
    #expect(try await site.page("/models?models.q=claude").contains("No model has these letters in its name"))
  }

  @Test func `a filter that another page's subject would contradict is not carried there`() async throws {
    let page = try await DashboardSite(Self.engine("b")).page("/models?model=b&provider=acme")
    #expect(page.contains("href=\"/models/b?period=30d&amp;provider=acme\""))
    #expect(page.contains("href=\"/providers/acme?period=30d&amp;model=b\""))
  }

  @Test func `tokens are in one class each`() async throws {
    let page = try await DashboardSite(Self.engine("m")).page("/models/m")
    let heads = page.matches(of: /<li class="key c\d stack">([^<]*)<\/li>/).map { String($0.output.1) }
    #expect(heads.isEmpty, "there is no chart without its library")
    let tokens = try #require(page.firstMatch(of: /id="tokens".*?<tbody>\s*<tr>(.*?)<\/tr>/.dotMatchesNewlines())?.output.1)
    // Input without what was read from the cache, the cache, output without reasoning, reasoning.
    #expect(tokens.matches(of: /data value="(\d+)"/).map { String($0.output.1) } == ["500", "300", "150", "50"])
  }

  @Test func `tokens told as two things do not become less than none`() {
    let one = SubjectTokens.classes[0]
    let plan = try? Plan(Query([.inputTokens, .cacheReadTokens, .audioInputTokens], period: .all), scope: .all, now: DashboardSite.now)
    let row = plan.map { QueryResult($0, rows: [[.integer(10), .integer(8), .integer(8)]]).answerRows[0] }
    #expect(row.map(one.count) == 0)
  }

  @Test(arguments: ["/models", "/models/m", "/providers", "/providers/p"])
  func `without usage every page says what to do`(_ path: String) async throws {
    let page = try await DashboardSite(.empty).page(path + "?period=7d&user_id=anna")
    #expect(page.contains("No usage in this period"))
    #expect(page.contains("href=\"\(path)?period=7d\"") && page.contains("href=\"\(path)?period=all&amp;user_id=anna\""))
  }

  @Test(arguments: ["/models", "/models/m", "/providers", "/providers/p", "/costs"])
  func `a question that fails is not taken for nothing`(_ path: String) async throws {
    let engine = StubEngine(rows: { _ throws(QueryFailure) in throw .timeout })
    let page = try await DashboardSite(engine).page(path)
    #expect(page.contains("This took longer than 30 seconds and was stopped.") && !page.contains("No usage in this period"))
  }

  @Test func `panels with percentiles come after the page where there are many requests`() async throws {
    let engine = StubEngine(rows: { plan in
      let keys = plan.dimensions.map { $0.isTime ? Value.instant(StubEngine.firstDay) : .text("m") }
      return [keys + StubEngine.row(plan, [.requests: .integer(1_000_001)])]
    })
    let site = try await DashboardSite(engine)
    #expect(try await site.page("/models").matches(of: /panel=(\w+)&amp;format=html" aria-busy/).map { String($0.output.1) } == ["models"])
    let detail = try await site.page("/models/m").matches(of: /panel=([\w-]+)&amp;format=html" aria-busy/).map { String($0.output.1) }
    #expect(detail == ["speed", "duration", "first-token", "tags", "chats"])
    #expect(try await site.page("/models/m?panel=speed&format=html").contains("Median duration"))
  }

  @Test func `failures of another status than the filter's are not asked for`() async throws {
    let page = try await DashboardSite(Self.engine("m")).page("/models/m?status=success")
    #expect(page.contains("The filters leave out what failed."))
    let narrowed = try await DashboardSite(Self.engine("m")).page("/models/m?status=blocked&status=success")
    let errors = try #require(narrowed.firstMatch(of: /\/v1\/usage\/breakdown\/error_type[^"]*/)?.output)
    #expect(errors.contains("status=blocked") && !errors.contains("status=success") && !errors.contains("status=failure"))
  }

  @Test func `the history goes by what the address says, and every choice keeps the rest of it`() async throws {
    let site = try await DashboardSite(Self.engine("m"))
    let page = try await site.page("/models?period=7d&history.by=tokens&models.sort=-cost")
    #expect(page.contains("history.by=tokens#history\" aria-current=\"true\">Tokens</a>"))
    #expect(page.contains("href=\"/models?period=7d&amp;models.sort=-cost&amp;history.by=requests#history\""))
    let json = try await site.page("/models?period=7d&history.by=tokens&panel=history&format=json")
    #expect(json.contains("\"model\":\"m\"") && json.contains("\"total_tokens\":1000"))
  }
}
