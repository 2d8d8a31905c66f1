import QueryCases
import Semantics
import Testing
import Usage

/// What the module's page reads. Cases R1 to R7 and R14.
@Suite(.conformance("nr_llm", "reading")) struct NrLlmReadTests {
  private func rows(
    _ engine: NrLlmEngine, _ metrics: [Metric], by dimensions: [Dimension] = [], from: String = "2026-06-01", to: String = "2026-06-30",
    zone: Zone = .utc, fills: Bool = false, _ build: (inout NrLlmUsage) -> Void
  ) async throws -> [[Value]] {
    let query = Query(
      metrics, by: dimensions, period: .between(Period.Edge(from), Period.Edge(to), nil), zone: zone, fillsGaps: fills)
    let plan = try Plan(query, scope: .all, now: Timestamp(seconds: 1_781_500_000))
    return try await engine.holding(NrLlmUsage.of(build)).run(plan, budget: .patient).rows
  }

  private func usd(_ thousandths: Int64) -> Value { .money(NanoUSD(nanos: thousandths * 1_000_000)) }

  private func date(_ row: [Value], _ zone: Zone = .utc) -> String {
    if case .instant(let instant) = row[0] { zone.date(of: instant).description } else { "" }
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R1: the tiles are sums and distinct names`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, [.cost, .topLevelRequests, .totalTokens, .providers, .models]) {
      $0.row("2026-06-01", cost: "0.10", requests: 5, tokens: 500, provider: "openai", model: "gpt-4o")
      $0.row("2026-06-02", cost: "0.20", requests: 3, tokens: 300, provider: "claude", model: "claude-sonnet")
    }
    #expect(found == [[usd(300), .integer(8), .integer(800), .integer(2), .integer(2)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R1: a model's id counts once on two providers, and a call without a model not at all`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, [.providers, .models]) {
      $0.row("2026-06-01", provider: "openai", model: "gpt-4o")
      $0.row("2026-06-01", provider: "openrouter", model: "gpt-4o")
      $0.row("2026-06-01", provider: "deepl")
    }
    #expect(found == [[.integer(3), .integer(1)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R2 and R3: a day without usage is there with zeros`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(
      engine, [.cost, .topLevelRequests, .totalTokens], by: [.time(.day)], from: "2026-06-10", to: "2026-06-12", fills: true
    ) {
      $0.row("2026-06-10", cost: "1.5", requests: 10, tokens: 1000)
      $0.row("2026-06-12", cost: "2.0", requests: 20, tokens: 2000)
    }
    #expect(found.map { date($0) } == ["2026-06-10", "2026-06-11", "2026-06-12"])
    #expect(
      found.map { Array($0.dropFirst()) } == [
        [usd(1500), .integer(10), .integer(1000)], [usd(0), .integer(0), .integer(0)], [usd(2000), .integer(20), .integer(2000)],
      ])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R4: a call just after local midnight is on the local day`(_ engine: NrLlmEngine) async throws {
    let berlin = try #require(Zone("Europe/Berlin"))
    let found = try await rows(
      engine, [.cost], by: [.time(.day)], from: "2026-06-09", to: "2026-06-11", zone: berlin, fills: true
    ) { $0.row("2026-06-09T22:00:00Z", cost: "5.0") }
    #expect(found.map { date($0, berlin) } == ["2026-06-09", "2026-06-10", "2026-06-11"])
    #expect(found.map { $0[1] } == [usd(0), usd(5000), usd(0)])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R5: the dearest model is the first, free ones follow by their names`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, [.cost], by: [.by(.model)]) {
      $0.row("2026-06-01", cost: "0", model: "qwen3:0.6b")
      $0.row("2026-06-01", cost: "0.10", model: "gpt-4o")
      $0.row("2026-06-01", cost: "0", model: "gemma3")
      $0.row("2026-06-01", cost: "0.50", model: "claude-sonnet")
    }
    #expect(found.map { $0[0] } == [.text("claude-sonnet"), .text("gpt-4o"), .text("gemma3"), .text("qwen3:0.6b")])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R6: calls of no extension are one group among the others`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, [.cost], by: [.by(.feature)]) {
      $0.row("2026-06-01", cost: "0.10") { $0.feature = "ai_filemetadata" }
      $0.row("2026-06-01", cost: "0.50") { $0.feature = "texter" }
      $0.row("2026-06-01", cost: "0.20")
    }
    #expect(found == [[.text("texter"), usd(500)], [.null, usd(200)], [.text("ai_filemetadata"), usd(100)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R7: totals by configuration`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-01", cost: "0.01", tokens: 100) { $0.configuration = ID("5") }
      $0.row("2026-06-02", cost: "0.01", tokens: 100) { $0.configuration = ID("5") }
      $0.row("2026-06-02", cost: "0.05", requests: 3, tokens: 300) { $0.configuration = ID("6") }
    }
    let answer = try await NrLlmSite(engine, events).get("/v1/usage/columns/configuration?key=5&key=6&key=7")
    #expect(answer["rows.0.cells.cost.value"] == 0.02)
    #expect(answer["rows.0.cells.requests.value"] == 2)
    #expect(answer["rows.0.cells.tokens.value"] == 200)
    #expect(answer["rows.1.cells.cost.value"] == 0.05)
    #expect(answer["rows.1.cells.requests.value"] == 3)
    #expect(answer["rows.1.cells.tokens.value"] == 300)
    #expect(answer["rows.2.cells.cost.state"] == "blank")
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R14: an unknown column is refused`(_ engine: NrLlmEngine) async throws {
    for name in ["pid", "day", "cost", "request_date;--"] {
      let answer = try await NrLlmSite(engine).ask(.get, "/v1/usage/columns/\(name)")
      #expect(answer.status == 400)
      #expect(answer.body["errors.0.field"] == "dimension")
    }
  }
}
