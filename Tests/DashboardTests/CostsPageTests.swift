import Semantics
import Testing
import Usage

@testable import Dashboard

@Suite struct CostsPageTests {
  /// 2026-02-01 ... 2026-03-02 with a dollar each, and two models.
  private static let engine = StubEngine(rows: { plan throws(QueryFailure) in
    let day: [Metric: Value] = [.cost: StubEngine.dollars("1"), .requests: .integer(2), .totalTokens: .integer(10)]
    switch plan.dimensions {
    case [.time(.day)]:
      return (0..<30).map { index in
        [.instant(StubEngine.firstDay.adding(seconds: Int64(index - 29) * 86_400))] + StubEngine.row(plan, day)
      }
    case [.by(.model)]:
      return [
        [.text("gpt-5")] + StubEngine.row(plan, [.cost: StubEngine.dollars("20"), .requests: .integer(1), .totalTokens: .integer(4000)]),
        [.text("mystery")] + StubEngine.row(plan, [.cost: .null, .requests: .integer(5), .unpricedRequests: .integer(5)]),
      ]
    case [.by(.provider), .by(.model)]:
      return [[.null, .text("mystery")] + StubEngine.row(plan, [.requests: .integer(5), .unpricedRequests: .integer(5), .cost: .null])]
    default: return try StubEngine.small.rows(plan)
    }
  })

  private func csv(_ panel: String, _ engine: StubEngine = engine) async throws -> [String] {
    try await DashboardSite(engine).page("/costs?panel=\(panel)&format=csv").split(whereSeparator: { $0.isNewline }).map(String.init)
  }

  @Test func `projections are the last days over and over, with their intervals`() async throws {
    // Today is the third of March: two dollars are spent, 29 days are left.
    #expect(
      try await csv("projections") == [
        "period,cost,low,high", "Until 31 Mar,31.0,31.0,31.0", "Next 30 days,30.0,30.0,30.0", "Next 90 days,90.0,90.0,90.0",
        "Next 365 days,365.0,365.0,365.0",
      ])
  }

  @Test func `tiers have the credits of their requests, and no price of what has none`() async throws {
    let rows = try await csv("tiers")
    #expect(rows[0] == "tier,credits_per_request,requests,tokens,cost,credits,tokens_per_credit,cost_per_credit,cost_per_1k_tokens")
    #expect(rows[1] == "Basic,1,5,0,,5,0.0,,")
    #expect(rows[4] == "Premium Plus,20,1,4000,20,20,200.0,1.0,5.0")
    #expect(rows[5] == "Ultimate,50,0,0,0,0,,,")
  }

  @Test func `what has no price is listed, with the way to give it one`() async throws {
    let page = try await DashboardSite(Self.engine).page("/costs")
    #expect(page.contains("How to price them") && page.contains("/v1/prices/overrides"))
    #expect(page.contains("cost_source=none"))
    #expect(try await csv("unpriced").last?.hasPrefix("mystery,,5,") == true)
  }

  @Test func `today is asked for again, whatever the period of the page`() async throws {
    let page = try await DashboardSite(Self.engine).page("/costs?period=90d&model=gpt-5")
    #expect(page.contains("data-refresh=\"/costs?period=90d&amp;model=gpt-5&amp;panel=today&amp;format=html\" data-seconds=\"15\""))
    #expect(page.contains("/v1/usage/summary?period=today&amp;zone=UTC&amp;model=gpt-5"))
    #expect(page.contains("/assets/refresh.js"))
  }

  @Test func `an unused server has a page of costs that says what to do`() async throws {
    let page = try await DashboardSite(.empty).page("/costs")
    #expect(page.contains("Nothing to project from yet") && page.contains("No usage in this period") && page.contains("Look at all time"))
    #expect(!page.contains("class=\"problem\""))
  }
}
