import QueryCases
import Semantics
import Testing
import Usage

/// The tracker's daily rows, as sums over the single calls that Weir keeps. Cases W1 to W11.
@Suite(.conformance("nr_llm", "recording")) struct NrLlmWriteTests {
  private static let sums: [Metric] = [.topLevelRequests, .totalTokens, .characters, .cost]

  private func rows(
    _ engine: NrLlmEngine, by attributes: [Attribute], _ metrics: [Metric] = sums, period: Period = .month,
    _ build: (inout NrLlmUsage) -> Void
  ) async throws -> [[Value]] {
    let query = Query(metrics, by: attributes.map { .by($0) }, period: period, order: attributes.map { .ascending(.dimension(.by($0))) })
    let now = Timestamp("2026-06-15T13:45:00Z") ?? Timestamp(seconds: 0)
    return try await engine.holding(NrLlmUsage.of(build)).run(try Plan(query, scope: .all, now: now), budget: .patient).rows
  }

  private func usd(_ millionths: Int64) -> Value { .money(NanoUSD(nanos: millionths * 1000)) }

  @Test(arguments: NrLlmEngine.allCases)
  func `W1: a translation has characters, a user and one request`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, by: [.provider, .user]) {
      $0.row("2026-06-15", provider: "deepl", user: "5") { ($0.operation, $0.units.characters) = (.translation, 1000) }
    }
    #expect(found == [[.text("deepl"), .text("5"), .integer(1), .integer(0), .integer(1000), .null]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W2: two calls of a day add up`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, by: [.provider]) {
      $0.row("2026-06-15", cost: "0.025", provider: "deepl") { $0.units.characters = 500 }
      $0.row("2026-06-15", cost: "0.0375", provider: "deepl") { $0.units.characters = 750 }
    }
    #expect(found == [[.text("deepl"), .integer(2), .integer(0), .integer(1250), usd(62_500)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W3 and W4: an inner call adds tokens and cost and no request`(_ engine: NrLlmEngine) async throws {
    let alone = try await rows(engine, by: [.provider]) { $0.row("2026-06-15", cost: "0.01", requests: 0, tokens: 150, provider: "openai") }
    #expect(alone == [[.text("openai"), .integer(0), .integer(150), .integer(0), usd(10_000)]])
    let both = try await rows(engine, by: [.provider], [.topLevelRequests, .totalTokens]) {
      $0.row("2026-06-15", tokens: 10, provider: "openai")
      $0.row("2026-06-15", requests: 0, tokens: 150, provider: "openai")
    }
    #expect(both == [[.text("openai"), .integer(1), .integer(160)]])
  }

  @Test(
    arguments: NrLlmEngine.allCases,
    [Attribute.model, .feature, .configuration, .provider, .operation, .user, .task])
  func `W5: every part of the key keeps rows apart`(_ engine: NrLlmEngine, _ attribute: Attribute) async throws {
    let found = try await rows(engine, by: [attribute], [.topLevelRequests, .cost]) {
      for (name, cost) in [("a", "0.02"), ("b", "0.04"), ("a", "0.01")] { $0.row("2026-06-15", cost: cost) { $0.set(attribute, name) } }
    }
    #expect(found == [[.text("a"), .integer(2), usd(30_000)], [.text("b"), .integer(1), usd(40_000)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W5: calls of no extension stay apart from those of one`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, by: [.feature], [.topLevelRequests]) {
      $0.row("2026-06-15") { $0.feature = "texter" }
      $0.row("2026-06-15")
    }
    #expect(found == [[.text("texter"), .integer(1)], [.null, .integer(1)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W6: a long extension's name is kept whole, so two that begin alike stay two`(_ engine: NrLlmEngine) async throws {
    let names = ["a", "b"].map { String(repeating: "x", count: 99) + $0 }
    let found = try await rows(engine, by: [.feature], [.topLevelRequests]) {
      for name in names { $0.row("2026-06-15") { $0.feature = name } }
    }
    #expect(found == names.map { [.text($0), .integer(1)] })
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W7: a call that reports nothing is one request`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, by: []) { $0.row("2026-06-15", provider: "whisper") }
    #expect(found == [[.integer(1), .integer(0), .integer(0), .null]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W8: a call without a user is the system's`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, by: [.user], [.topLevelRequests]) {
      $0.row("2026-06-15", user: "99")
      $0.row("2026-06-15")
    }
    #expect(found == [[.text("99"), .integer(1)], [.null, .integer(1)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W9: tokens, cost, configuration and model stand in one row`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, by: [.configuration, .model], [.totalTokens, .inputTokens, .outputTokens, .cost]) {
      $0.row("2026-06-15", cost: "0.0125", tokens: 1500, model: "gpt-4o") {
        ($0.tokens.input, $0.tokens.output, $0.configuration) = (1000, 500, ID("7"))
      }
    }
    #expect(found == [[.text("7"), .text("gpt-4o"), .integer(1500), .integer(1000), .integer(500), usd(12_500)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W10: today's usage of a user sums all models, and yesterday is not today`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, by: [.user], [.topLevelRequests, .totalTokens], period: .today) {
      $0.row("2026-06-15", tokens: 100, model: "a", user: "5")
      $0.row("2026-06-15", tokens: 200, model: "b", user: "5")
      $0.row("2026-06-14T23:50:00Z", tokens: 400, model: "b", user: "6")
    }
    #expect(found == [[.text("5"), .integer(2), .integer(300)]])
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `W11: the month's cost is exact, and over nothing it is zero`(_ engine: NrLlmEngine) async throws {
    let found = try await rows(engine, by: [], [.cost]) {
      $0.row("2026-06-01", cost: "0.05")
      $0.row("2026-06-15", cost: "0.006")
      $0.row("2026-05-31T23:50:00Z", cost: "7")
    }
    #expect(found == [[usd(56_000)]])
    #expect(try await rows(engine, by: [], [.cost]) { _ in } == [[usd(0)]])
  }
}

extension UsageEvent {
  fileprivate mutating func set(_ attribute: Attribute, _ name: String) {
    switch attribute {
    case .model: model = name
    case .feature: feature = name
    case .configuration: configuration = ID(name)
    case .provider: provider = name
    case .operation: operation = Operation(name)
    case .user: user = ID(name)
    case .task: task = ID(name)
    default: break
    }
  }
}
