import Testing
import Usage

/// The check before a call. Cases B1 to B11 and B13.
@Suite(.conformance("nr_llm", "budget check")) struct NrLlmBudgetCheckTests {
  private func today(_ requests: Int = 1, cost: String = "0", tokens: Int64 = 0, _ user: String? = "5") -> [UsageEvent] {
    NrLlmUsage.of { $0.row("2026-06-15T01:00:00Z", cost: cost, requests: requests, tokens: tokens, user: user) }
  }

  private func check(
    _ engine: NrLlmEngine, _ events: [UsageEvent], _ ceilings: String, _ call: String = "{\"user_id\":\"5\"}"
  ) async throws -> NrLlmJSON {
    let site = try await NrLlmSite(engine, events)
    try await site.give("5", ceilings)
    return try await site.check(call)
  }

  @Test(arguments: ["{}", "{\"user_id\":null}", "{\"user_id\":\"\"}", "{\"user_id\":\"6\"}"])
  func `B1: who has no budget, and the system, may call`(_ call: String) async throws {
    let answer = try await check(.memory, today(10) + [], "\"max_requests_per_day\":1", call)
    #expect(answer["allowed"] == true)
    #expect(answer["ceiling"] == .null)
  }

  @Test(arguments: ["\"max_requests_per_day\":1,\"is_active\":false", "\"max_requests_per_day\":0", "\"is_active\":true"])
  func `B1: an inactive budget and one without ceilings bind nobody`(_ ceilings: String) async throws {
    #expect(try await check(.memory, today(10), ceilings)["allowed"] == true)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `B2: the tenth request of ten is allowed, the eleventh is not`(_ engine: NrLlmEngine) async throws {
    #expect(try await check(engine, today(9), "\"max_requests_per_day\":10")["allowed"] == true)
    let refusal = try await check(engine, today(10), "\"max_requests_per_day\":10")
    #expect(refusal["allowed"] == false)
    #expect(refusal["ceiling.name"] == "daily_requests")
    #expect(refusal["ceiling.used"] == 10)
    #expect(refusal["ceiling.limit"] == 10)
    #expect(refusal["ceiling.resets_at"] == "2026-06-16T00:00:00Z")
    #expect(refusal["ceiling.reason"] == "AI budget exhausted: requests per day is at 10 of 10")
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `B3 and B8: a planned cost may reach its ceiling and not pass it, and is never less than nothing`(_ engine: NrLlmEngine) async throws
  {
    func planning(_ used: String, _ cost: String) async throws -> NrLlmJSON {
      try await check(engine, today(cost: used), "\"max_cost_per_day\":10", "{\"user_id\":\"5\",\"planned_cost\":\(cost)}")
    }
    let refusal = try await planning("8.50", "2.00")
    #expect(refusal["ceiling.name"] == "daily_cost")
    #expect(refusal["ceiling.planned"] == 2)
    #expect(refusal["ceiling.reason"] == "AI budget exhausted: cost per day is at 8.50 of 10")
    #expect(try await planning("8.50", "1.50")["allowed"] == true)
    #expect(try await planning("8", "-5")["allowed"] == true)
    #expect(try await planning("8", "3")["allowed"] == false)
  }

  @Test(arguments: [
    (999, 0, true), (1000, 0, true), (1001, 0, false), (1500, 0, false), (900, 100, true), (900, 101, false), (1500, -900, false),
  ])
  func `B4: tokens may reach their ceiling`(_ used: Int64, _ planned: Int, _ allowed: Bool) async throws {
    let answer = try await check(
      .memory, today(tokens: used), "\"max_tokens_per_day\":1000", "{\"user_id\":\"5\",\"planned_tokens\":\(planned)}")
    #expect(answer["allowed"] == .bool(allowed))
    #expect(answer["ceiling.name"] == (allowed ? .null : "daily_tokens"))
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `B5 and B6: the day is asked before the month`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-02", cost: "94.50", user: "5")
      $0.row("2026-06-15T00:00:00Z", cost: "5", user: "5")
    }
    let planned = "{\"user_id\":\"5\",\"planned_cost\":1}"
    let month = try await check(engine, events, "\"max_cost_per_month\":100", planned)
    #expect(month["ceiling.name"] == "monthly_cost")
    #expect(month["ceiling.resets_at"] == "2026-07-01T00:00:00Z")
    #expect(month["ceiling.reason"] == "AI budget exhausted: cost per month is at 99.50 of 100")
    let both = try await check(engine, events, "\"max_cost_per_month\":100,\"max_cost_per_day\":5.5", planned)
    #expect(both["ceiling.name"] == "daily_cost")
    #expect(both["ceiling.used"] == 5)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `B7: windows begin at local midnight and on the local first`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-05-31T21:50:00Z", requests: 4, user: "5")
      $0.row("2026-05-31T22:00:00Z", requests: 2, user: "5")
      $0.row("2026-06-14T21:50:00Z", requests: 8, user: "5")
      $0.row("2026-06-14T22:00:00Z", requests: 16, user: "5")
    }
    let site = try await NrLlmSite(engine, events, zone: "Europe/Berlin", now: "2026-06-15T11:45:00Z")
    try await site.give("5", "\"max_requests_per_day\":1,\"max_requests_per_month\":1")
    let ceilings = try await site.get("/v1/budgets")["budgets.0.id"]
    guard case .text(let id) = ceilings else { return #expect(Bool(false), "no budget") }
    let budget = try await site.get("/v1/budgets/\(id)")
    #expect(budget["ceilings.daily_requests.used"] == 16)
    #expect(budget["ceilings.monthly_requests.used"] == 26)
    #expect(budget["ceilings.daily_requests.resets_at"] == "2026-06-16T00:00:00+02:00")
    #expect(budget["ceilings.monthly_requests.resets_at"] == "2026-07-01T00:00:00+02:00")
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `B9: a configuration's ceilings are for all its callers, after the user's own`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-15T01:00:00Z", cost: "0.9", user: "5") { $0.configuration = ID("2") }
      $0.row("2026-06-15T01:00:00Z", cost: "50.0") { $0.configuration = ID("3") }
    }
    let site = try await NrLlmSite(engine, events)
    _ = try await site.ask(.put, "/v1/budgets", "{\"configuration_id\":\"2\",\"max_cost_per_day\":1.0}")
    let system = try await site.check("{\"configuration_id\":\"2\",\"planned_cost\":0.5}")
    #expect(system["ceiling.name"] == "configuration_daily_cost")
    #expect(system["ceiling.used"] == 0.9)
    #expect(system["ceiling.reason"] == "AI budget exhausted: cost per day of the configuration is at 0.90 of 1")
    #expect(try await site.check("{\"configuration_id\":\"2\",\"planned_cost\":0.1}")["allowed"] == true)
    #expect(try await site.check("{\"configuration_id\":\"4\",\"planned_cost\":9}")["allowed"] == true)
    try await site.give("5", "\"max_requests_per_day\":1")
    #expect(try await site.check("{\"user_id\":\"5\",\"configuration_id\":\"2\",\"planned_cost\":9}")["ceiling.name"] == "daily_requests")
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `B10: other users and months do not count, inner calls count no request`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-15T11:45:00Z", cost: "0.5", requests: 2, tokens: 100, user: "5")
      $0.row("2026-06-05", cost: "1.25", requests: 3, tokens: 200, user: "5")
      $0.row("2026-05-06", cost: "9", requests: 7, tokens: 999, user: "5")
      $0.row("2026-06-15T11:45:00Z", cost: "9", requests: 7, tokens: 999, user: "6")
      $0.row("2026-06-15T11:50:00Z", cost: "0.25", requests: 0, tokens: 11, user: "5")
    }
    let site = try await NrLlmSite(engine, events)
    let all = "max_requests_per_day max_tokens_per_day max_cost_per_day max_requests_per_month max_tokens_per_month max_cost_per_month"
    try await site.give("5", all.split(separator: " ").map { "\"\($0)\":1000" }.joined(separator: ","))
    let ceilings = try await site.get("/v1/usage/users")["rows"].list.first { $0["user_id"] == "5" }?["budget.ceilings"]
    #expect(ceilings?["daily_requests.used"] == 2)
    #expect(ceilings?["daily_tokens.used"] == 111)
    #expect(ceilings?["daily_cost.used"] == 0.75)
    #expect(ceilings?["monthly_requests.used"] == 5)
    #expect(ceilings?["monthly_tokens.used"] == 311)
    #expect(ceilings?["monthly_cost.used"] == 2)
  }

  @Test(arguments: [
    "[]", "", "{", "{\"user\":\"5\"}", "{\"user_id\":5}", "{\"planned_cost\":\"1\"}", "{\"planned_tokens\":1.5}", "{\"planned_cost\":1e30}",
  ])
  func `a check that cannot be read is refused`(_ body: String) async throws {
    #expect(try await NrLlmSite(.memory).ask(.post, "/v1/budgets/check", body).status == 400)
  }
}
