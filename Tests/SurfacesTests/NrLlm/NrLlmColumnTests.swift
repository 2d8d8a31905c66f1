import Testing
import Usage

/// The three columns of the lists (section 4 and R15), and the services that have units of their own (2.10).
@Suite(.conformance("nr_llm", "columns")) struct NrLlmColumnTests {
  private func cost(_ answer: NrLlmJSON, _ row: Int) -> [NrLlmJSON] {
    ["state", "value", "text"].map { answer["rows.\(row).cells.cost.\($0)"] }
  }

  private static let models = NrLlmUsage.of {
    $0.row("2026-06-01", cost: "4.265", requests: 474, tokens: 622_644, model: "claude-3-7-sonnet")
    $0.row("2026-06-01", cost: "0", requests: 448, tokens: 398_077, model: "qwen3:0.6b")
    $0.row("2026-06-01", requests: 2, tokens: 10, model: "private")
    $0.row("2026-06-01", cost: "0.5", requests: 1, tokens: 10, model: "mixed")
    $0.row("2026-06-01", requests: 1, model: "mixed")
    $0.row("2026-06-01", cost: "0.004", requests: 0, tokens: 5, model: "inner")
    $0.row("2026-06-01", cost: "1", requests: 1)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `R15: blank, free, unpriced, partly priced and priced are five things`(_ engine: NrLlmEngine) async throws {
    let site = try await NrLlmSite(engine, Self.models)
    let answer = try await site.get(
      "/v1/usage/columns/model?key=gemma3&key=qwen3:0.6b&key=private&key=mixed&key=claude-3-7-sonnet&key=inner")
    #expect(cost(answer, 0) == ["blank", .null, ""])
    #expect(cost(answer, 1) == ["free", 0, "~$0.00"])
    #expect(cost(answer, 2) == ["unpriced", .null, "unpriced"])
    #expect(cost(answer, 3) == ["partly_priced", 0.5, "~$0.50"])
    #expect(cost(answer, 4) == ["priced", 4.265, "~$4.27"])
    // Less than half a cent reads like nothing; its state and its value do not.
    #expect(cost(answer, 5) == ["priced", 0.004, "~$0.00"])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `a count that is zero is not a blank`(_ engine: NrLlmEngine) async throws {
    let answer = try await NrLlmSite(engine, Self.models).get("/v1/usage/columns/model?key=inner&key=gemma3&key=qwen3:0.6b")
    #expect(answer["rows.0.cells.requests.state"] == "zero")
    #expect(answer["rows.0.cells.requests.text"] == "0")
    #expect(answer["rows.1.cells.requests.state"] == "blank")
    #expect(answer["rows.1.cells.requests.value"] == .null)
    #expect(answer["rows.2.cells.tokens.text"] == "398,077")
    #expect(answer["columns"].list.map { $0["title"] } == ["Cost (30d)", "Requests (30d)", "Tokens (30d)"])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `without keys all values are there, the dearest first, and what has none apart`(_ engine: NrLlmEngine) async throws {
    let answer = try await NrLlmSite(engine, Self.models).get("/v1/usage/columns/model")
    #expect(answer["rows"].list.map { $0["key"] } == ["claude-3-7-sonnet", "mixed", "inner", "qwen3:0.6b", "private"])
    #expect(answer["unattributed.cells.cost.value"] == 1)
    #expect(answer["unattributed.key"] == .null)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `the columns are of thirty days, today included`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-05-16T23:00:00Z", cost: "1", user: nil) { $0.task = ID("1") }
      $0.row("2026-05-17", cost: "2") { $0.task = ID("1") }
      $0.row("2026-06-15T13:00:00Z", cost: "4") { $0.task = ID("1") }
    }
    #expect(try await NrLlmSite(engine, events).get("/v1/usage/columns/task?key=1")["rows.0.cells.cost.value"] == 6)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `a provider is found by its adapter's type whichever name its calls came with`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-01", cost: "1", tokens: 10, provider: "claude")
      $0.row("2026-06-01", cost: "2", tokens: 20, provider: "anthropic")
      $0.row("2026-06-01", tokens: 5, provider: "claude")
      $0.row("2026-06-01", cost: "8", provider: "openai")
      // They speak OpenAI's protocol and are not OpenAI.
      $0.row("2026-06-01", cost: "16", provider: "together_ai")
      $0.row("2026-06-01", cost: "32", provider: "azure.ai.openai")
    }
    let site = try await NrLlmSite(engine, events)
    let asked = try await site.get(
      "/v1/usage/columns/provider?key=anthropic&key=claude&key=openai&key=together&key=azure_openai&key=custom")
    #expect(asked["rows"].list.map { $0["key"] } == ["anthropic", "claude", "openai", "together", "azure_openai", "custom"])
    #expect(asked["rows"].list.map { $0["cells.cost.value"] } == [3, 3, 8, 16, 32, .null])
    #expect(asked["rows.0.names"] == ["anthropic", "claude"])
    #expect(asked["rows.0.cells.cost.state"] == "partly_priced")
    #expect(asked["rows.0.cells.tokens.value"] == 35)
    let all = try await site.get("/v1/usage/columns/provider")
    #expect(all["rows"].list.map { $0["key"] } == ["azure_openai", "together", "openai", "anthropic"])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `names whose sums go beyond all numbers are answered nevertheless`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-01", cost: "9000000000", tokens: .max, provider: "claude", user: "5")
      $0.row("2026-06-02", cost: "9000000000", tokens: .max, provider: "anthropic", user: "5")
    }
    let site = try await NrLlmSite(engine, events)
    let row = try await site.get("/v1/usage/columns/provider?key=anthropic")["rows.0"]
    #expect(row["cells.cost.text"] == "~$9,223,372,036.85")
    #expect(row["cells.tokens.text"] == "9,223,372,036,854,775,807")
    try await site.give("5", "\"max_cost_per_month\":1")
    #expect(try await site.check("{\"user_id\":\"5\"}")["allowed"] == false)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `services without tokens have their units and their cost`(_ engine: NrLlmEngine) async throws {
    let events = NrLlmUsage.of {
      $0.row("2026-06-01", cost: "0.160", provider: "dall-e") { ($0.operation, $0.units.images) = (.imageGeneration, 2) }
      $0.row("2026-06-01", provider: "fal") { ($0.operation, $0.units.images) = (.imageGeneration, 3) }
      $0.row("2026-06-01", cost: "0.0015", provider: "tts") { ($0.operation, $0.units.characters) = (.speech, 100) }
      $0.row("2026-06-01", cost: "0.009", provider: "whisper") { ($0.operation, $0.units.audioMicroseconds) = (.transcription, 90_500_000) }
      $0.row("2026-06-01", provider: "deepl") { ($0.operation, $0.units.characters) = (.translation, 1200) }
    }
    let site = try await NrLlmSite(engine, events)
    let rows = try await site.get("/v1/usage/columns/operation?key=image_generation&key=speech&key=transcription&key=translation")["rows"]
    #expect(rows.list.map { $0["units.images"] } == [5, 0, 0, 0])
    #expect(rows.list.map { $0["units.characters"] } == [0, 100, 0, 1200])
    #expect(rows.list.map { $0["units.audio_seconds"] } == [0, 0, 90.5, 0])
    #expect(rows.list.map { $0["cells.cost.state"] } == ["partly_priced", "priced", "priced", "unpriced"])
    #expect(rows.list.map { $0["cells.cost.value"] } == [0.16, 0.0015, 0.009, .null])
    #expect(rows.list.map { $0["cells.tokens.state"] } == ["zero", "zero", "zero", "zero"])
    let fal = try await site.get("/v1/usage/columns/provider?key=fal&operation=image_generation")
    #expect(fal["rows.0.units.images"] == 3)
  }

  @Test(arguments: [
    ("/v1/usage/columns/model?model=x", "model"), ("/v1/usage/columns/model?period=nonsense", "period"),
    ("/v1/usage/columns/model?zone=Mars", "zone"), ("/v1/usage/columns/model?limit=1", "limit"),
    ("/v1/usage/columns/model?from=x", "from"), ("/v1/usage/columns/model?period[]=7d", "period[]"), ("/v1/usage/users?limit=0", "limit"),
    ("/v1/usage/users?range=7d", "range"),
    ("/v1/usage/users?offset=-1", "offset"), ("/v1/usage/users?period=7d&period=30d", "period"),
  ])
  func `a parameter that makes no sense is named`(_ uri: String, _ field: String) async throws {
    let answer = try await NrLlmSite(.memory).ask(.get, uri)
    #expect(answer.status == 400)
    #expect(answer.body["errors.0.field"] == .text(field))
  }
}
