import Testing
import Usage

/// Budgets as records. Cases B12 and the rules of 2.7 and 3.2.
@Suite(.conformance("nr_llm", "budgets")) struct NrLlmBudgetRecordTests {
  private func id(_ answer: NrLlmJSON) -> String { if case .text(let id) = answer["id"] { id } else { "" } }

  @Test func `a budget is made, read, replaced and taken away`() async throws {
    let site = try await NrLlmSite(.memory)
    let made = try await site.ask(.put, "/v1/budgets", "{\"user_id\":\"anna\",\"max_cost_per_month\":25,\"max_requests_per_day\":100}")
    #expect(made.status == 201)
    #expect(made.body["max_cost_per_month"] == 25)
    #expect(made.body["max_tokens_per_day"] == 0)
    #expect(made.body["is_active"] == true)
    let path = "/v1/budgets/" + id(made.body)
    let replaced = try await site.ask(.put, path, "{\"max_cost_per_day\":0.12345,\"is_active\":false}")
    #expect(replaced.status == 200)
    #expect(replaced.body["max_cost_per_day"] == 0.1235)
    #expect(replaced.body["max_cost_per_month"] == 0)
    #expect(try await site.get(path)["is_active"] == false)
    #expect(try await site.ask(.delete, path).status == 200)
    #expect(try await site.ask(.get, path).status == 404)
    #expect(try await site.ask(.delete, path).status == 404)
    #expect(try await site.ask(.put, path, "{}").status == 404)
  }

  @Test func `B12: a user's second budget takes the place of the first`() async throws {
    let site = try await NrLlmSite(.memory)
    let first = try await site.ask(.put, "/v1/budgets", "{\"user_id\":\"anna\",\"max_cost_per_month\":25}")
    let second = try await site.ask(.put, "/v1/budgets", "{\"user_id\":\"anna\",\"max_cost_per_month\":30}")
    #expect([first.status, second.status] == [201, 200])
    #expect(try await site.get("/v1/budgets")["budgets"].list.map { $0["max_cost_per_month"] } == [30])
  }

  @Test(arguments: [
    ("{\"user_id\":\"a\",\"max_cost_per_day\":-1}", 422, "max_cost_per_day"),
    ("{\"user_id\":\"a\",\"max_cost_per_day\":0.00004}", 422, "max_cost_per_day"),
    ("{\"user_id\":\"a\",\"max_tokens_per_day\":1.5}", 422, "max_tokens_per_day"),
    ("{\"user_id\":\"a\",\"max_cost_per_month\":1e12}", 422, "max_cost_per_month"),
    ("{\"user_id\":\"\"}", 422, "user_id"), ("{\"user_id\":\"a\",\"project\":\"\"}", 422, "project"), ("{}", 400, "user_id"),
    ("{\"user_id\":\"a\",\"configuration_id\":\"b\"}", 400, "user_id"), ("{\"user_id\":1}", 400, "user_id"),
    ("{\"user_id\":\"a\",\"is_active\":1}", 400, "is_active"), ("{\"user_id\":\"a\",\"max_cost_per_day\":\"1\"}", 400, "max_cost_per_day"),
  ])
  func `a budget that makes no sense is refused and changes nothing`(_ body: String, _ status: Int, _ field: String) async throws {
    let site = try await NrLlmSite(.memory)
    let answer = try await site.ask(.put, "/v1/budgets", body)
    #expect(answer.status == status)
    #expect(answer.body["errors.0.field"] == .text(field))
    #expect(try await site.get("/v1/budgets")["budgets"] == [])
  }

  @Test func `an owner cannot be swapped under a budget`() async throws {
    let site = try await NrLlmSite(.memory)
    let path = "/v1/budgets/" + id(try await site.ask(.put, "/v1/budgets", "{\"user_id\":\"anna\"}").body)
    #expect(try await site.ask(.put, path, "{\"user_id\":\"bob\"}").status == 422)
    #expect(try await site.ask(.put, path, "{\"user_id\":\"anna\",\"max_tokens_per_day\":1}").status == 200)
  }

  @Test func `readers read, recorders check, administrators write`() async throws {
    let site = try await NrLlmSite(.memory)
    let body = "{\"user_id\":\"anna\"}"
    #expect(try await site.ask(.put, "/v1/budgets", body, key: site.reader).status == 403)
    #expect(try await site.ask(.get, "/v1/budgets", key: site.recorder).status == 403)
    #expect(try await site.ask(.get, "/v1/budgets", key: site.reader).status == 200)
    #expect(try await site.ask(.post, "/v1/budgets/check", body, key: site.recorder).status == 200)
    #expect(try await site.ask(.post, "/v1/budgets/check", body, key: "weir_wrong").status == 401)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `a key of one project keeps to its project, and its calls to the budgets of all`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-15T01:00:00Z", cost: "1", user: "5")
      $0.row("2026-06-15T01:00:00Z", cost: "4", user: "5") { $0.project = ID("q") }
    }
    let site = try await NrLlmSite(engine, events)
    try await site.give("5", "\"max_cost_per_day\":4")
    #expect(try await site.ask(.get, "/v1/budgets", key: site.bound).body["budgets"] == [])
    #expect(try await site.ask(.post, "/v1/budgets/check", "{\"user_id\":\"5\"}", key: site.bound).body["ceiling.used"] == 5)
    let own = try await site.ask(.put, "/v1/budgets", "{\"user_id\":\"5\",\"max_cost_per_day\":0.5}", key: site.bound).body
    #expect(own["project"] == "p")
    #expect(try await site.ask(.post, "/v1/budgets/check", "{\"user_id\":\"5\"}", key: site.bound).body["ceiling.used"] == 1)
    #expect(try await site.ask(.get, "/v1/usage/users", key: site.bound).body["rows.0.budget.ceilings.daily_cost.used"] == 1)
    #expect(try await site.ask(.put, "/v1/budgets", "{\"user_id\":\"5\",\"project\":\"q\"}", key: site.bound).status == 403)
    #expect(try await site.ask(.post, "/v1/budgets/check", "{\"project\":\"q\"}", key: site.bound).status == 403)
  }
}
