import Testing
import Usage

/// The table of users with its budgets. Cases R8 to R13.
@Suite(.conformance("nr_llm", "users")) struct NrLlmUserTests {
  private func thisMonth(_ user: String?, _ costs: String...) -> [UsageEvent] {
    NrLlmUsage.of { for cost in costs { $0.row("2026-06-10", cost: cost, user: user) } }
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R8: a user has a name, or a number, or is the system`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-10", cost: "3", user: "5")
      $0.row("2026-06-10", cost: "2")
      $0.row("2026-06-10", cost: "1", user: "7")
    }
    let rows = try await NrLlmSite(engine, events, names: ["5": "editor_anna"]).get("/v1/usage/users")["rows"]
    #expect(rows.list.map { $0["label"] } == ["editor_anna", "system", "user #7"])
    #expect(rows.list.map { $0["cost"] } == [3, 2, 1])
    #expect(rows["1.user_id"] == .null)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R9: the system has no budget, not even one by its label`(_ engine: NrLlmEngine) async throws {
    let site = try await NrLlmSite(engine, thisMonth(nil, "5"))
    try await site.give("system", "\"max_cost_per_month\":1")
    let rows = try await site.get("/v1/usage/users")["rows"]
    #expect(rows["0.label"] == "system")
    #expect(rows["0.budget"] == .null)
    #expect(rows["1.label"] == "user #system")
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R10: half a dollar of two is 25 percent`(_ engine: NrLlmEngine) async throws {
    let site = try await NrLlmSite(engine, thisMonth("5", "0.30", "0.20"))
    try await site.give("5", "\"max_cost_per_month\":2")
    let standing = try await site.get("/v1/usage/users")["rows.0.budget.ceilings.monthly_cost"]
    #expect(standing["used"] == 0.5)
    #expect(standing["limit"] == 2)
    #expect(standing["percent"] == 25)
    #expect(standing["level"] == "ok")
    #expect(standing["resets_at"] == "2026-07-01T00:00:00Z")
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R11: a bar ends at 100 percent, and what is beyond is told`(_ engine: NrLlmEngine) async throws {
    let site = try await NrLlmSite(engine, thisMonth("5", "3.00"))
    try await site.give("5", "\"max_cost_per_month\":2.00")
    let standing = try await site.get("/v1/usage/users")["rows.0.budget.ceilings.monthly_cost"]
    #expect(standing["percent"] == 100)
    #expect(standing["exact_percent"] == 150)
    #expect(standing["level"] == "exceeded")
  }

  @Test(arguments: [("1.59", "ok"), ("1.60", "warning"), ("2.00", "warning"), ("2.01", "exceeded")])
  func `a ceiling warns from 80 percent on and is exceeded beyond 100`(_ used: String, _ level: String) async throws {
    let site = try await NrLlmSite(.memory, thisMonth("5", used))
    try await site.give("5", "\"max_cost_per_month\":2")
    #expect(try await site.get("/v1/usage/users")["rows.0.budget.ceilings.monthly_cost.level"] == .text(level))
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R12: an inactive budget or one of tokens alone has no bar of cost`(_ engine: NrLlmEngine) async throws {
    let site = try await NrLlmSite(engine, thisMonth("5", "1") + thisMonth("6", "0.5").renamed())
    try await site.give("5", "\"max_cost_per_month\":2,\"is_active\":false")
    try await site.give("6", "\"max_tokens_per_month\":1000")
    let rows = try await site.get("/v1/usage/users")["rows"]
    #expect(rows["0.user_id"] == "5")
    #expect(rows["0.budget"] == .null)
    #expect(rows["1.budget.ceilings.monthly_cost"] == .null)
    #expect(rows["1.budget.ceilings.monthly_tokens.limit"] == 1000)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R13: the bar counts the month, whatever the range`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-05-31", cost: "100", user: "5")
      $0.row("2026-06-01", cost: "1.5", user: "5")
      $0.row("2026-06-14", cost: "0.5", user: "5")
      $0.row("2026-06-02", cost: "3", user: "6")
    }
    let site = try await NrLlmSite(engine, events)
    try await site.give("5", "\"max_cost_per_month\":4")
    try await site.give("6", "\"max_cost_per_month\":2")
    let rows = try await site.get("/v1/usage/users?period=7d")["rows"]
    #expect(rows["0.cost"] == 0.5)
    #expect(rows["0.budget.ceilings.monthly_cost.used"] == 2)
    // Over the ceiling since last week, and still to be seen.
    #expect(rows["1.user_id"] == "6")
    #expect(rows["1.requests"] == 0)
    #expect(rows["1.budget.ceilings.monthly_cost.level"] == "exceeded")
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `the rows add up to the tiles, and unknown cost is null`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-10", cost: "2.53", requests: 809, tokens: 1_052_939, user: "demo_anna")
      $0.row("2026-06-10", cost: "2.18", requests: 752, tokens: 922_050, user: "admin")
      $0.row("2026-06-10", cost: "2.16", requests: 761, tokens: 958_962, user: "demo_bob")
      $0.row("2026-06-10", requests: 0, tokens: 7, user: "nobody_knows")
    }
    let rows = try await NrLlmSite(engine, events).get("/v1/usage/users")["rows"].list
    #expect(rows.map { $0["user_id"] } == ["demo_anna", "admin", "demo_bob", "nobody_knows"])
    #expect(rows.map { $0["requests"] } == [809, 752, 761, 0])
    #expect(rows.map { $0["tokens"] } == [1_052_939, 922_050, 958_962, 7])
    #expect(rows.map { $0["cost"] } == [2.53, 2.18, 2.16, .null])
    #expect(rows[3]["unpriced_requests"] == 1)
  }
}

extension [UsageEvent] {
  fileprivate func renamed() -> [UsageEvent] {
    map { event in
      var event = event
      event.id = ID("other-" + event.id.text)
      return event
    }
  }
}
