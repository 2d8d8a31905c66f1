import Testing
import Usage

@testable import Ingest

struct StepTests {
  private func run(_ step: Step, _ change: (inout EventDraft) -> Void) throws(Rejection) -> EventDraft {
    var draft = EventDraft()
    change(&draft)
    try step.run(&draft, Reading.context())
    return draft
  }

  @Test func `come in this order`() {
    #expect(Reading.pipeline.steps.map(\.name) == ["time", "project", "identity", "names", "usage", "totals", "price"])
  }

  private static let totals: [(String, Rejection.Code?, String?)] = [
    (#""input_tokens":10,"cache_read_tokens":10"#, nil, nil), (#""input_tokens":10,"cache_read_tokens":11"#, .invalid, "cache_read_tokens"),
    (#""input_tokens":10,"cache_read_tokens":4,"cache_write_tokens":6"#, nil, nil),
    (#""input_tokens":10,"cache_read_tokens":5,"cache_write_tokens":6"#, .invalid, "cache_write_tokens"),
    (#""input_tokens":10,"cache_write_tokens":11"#, .invalid, "cache_write_tokens"),
    (#""input_tokens":10,"cache_write_tokens":4,"cache_write_1h_tokens":4"#, nil, nil),
    (#""input_tokens":10,"cache_write_tokens":4,"cache_write_1h_tokens":5"#, .invalid, "cache_write_1h_tokens"),
    (#""input_tokens":10,"audio_input_tokens":11"#, .invalid, "audio_input_tokens"),
    (#""input_tokens":10,"image_input_tokens":11"#, .invalid, "image_input_tokens"),
    (#""input_tokens":10,"audio_input_tokens":5,"image_input_tokens":5"#, nil, nil),
    (#""input_tokens":10,"audio_input_tokens":6,"image_input_tokens":5"#, .invalid, "image_input_tokens"),
    (#""output_tokens":10,"reasoning_tokens":10"#, nil, nil), (#""output_tokens":10,"reasoning_tokens":11"#, .invalid, "reasoning_tokens"),
    (#""output_tokens":10,"audio_output_tokens":11"#, .invalid, "audio_output_tokens"),
    (#""output_tokens":10,"image_output_tokens":11"#, .invalid, "image_output_tokens"),
    (#""output_tokens":10,"audio_output_tokens":6,"image_output_tokens":5"#, .invalid, "image_output_tokens"),
    (#""cache_read_tokens":1"#, .missing, "input_tokens"), (#""reasoning_tokens":1"#, .missing, "output_tokens"),
    (#""cache_read_tokens":0"#, nil, nil),
    (#""time_to_first_token_ms":5,"duration_ms":1"#, nil, nil),
  ]

  @Test(arguments: totals)
  func `hold each class of tokens against its total`(_ members: String, _ code: Rejection.Code?, _ field: String?) throws {
    var rejection: Rejection?
    if case .failure(let found) = try Reading.event(members) { rejection = found }
    #expect(rejection?.code == code)
    #expect(rejection?.field == field)
  }

  private static let sums: [(Int64?, Int64?, Int64?, Int64?)] = [
    (nil, nil, nil, nil), (3, nil, nil, 3), (nil, 4, nil, 4), (3, 4, nil, 7), (3, 4, 100, 100), (0, 0, nil, 0),
  ]

  @Test(arguments: sums)
  func `add input and output where the provider gave no total`(_ input: Int64?, _ output: Int64?, _ total: Int64?, _ expected: Int64?)
    throws
  {
    let draft = try run(.totals) { draft in
      draft.event.tokens = TokenUsage(input: input, output: output)
      draft.event.tokens.total = total
    }
    #expect(draft.event.tokens.total == expected)
  }

  @Test func `take an hour's cache for the whole cache where nothing else is said`() throws {
    let draft = try run(.totals) { draft in
      draft.event.tokens = TokenUsage(input: 9)
      draft.event.tokens.cacheWrite1h = 5
    }
    #expect(draft.event.tokens.cacheWrite == 5)
  }

  @Test func `spell names one way`() throws {
    let draft = try run(.names) { draft in
      (draft.event.provider, draft.event.model, draft.event.requestModel) = (" OpenAI\u{A0}", " GPT-5 ", "  ")
      draft.event.operation = Operation("Chat ")
    }
    #expect(draft.event.provider == "openai")
    #expect(draft.event.model == "GPT-5")
    #expect(draft.event.requestModel == nil)
    #expect(draft.event.operation == .chat)
  }

  @Test func `leave tidy names as they are`() throws {
    let draft = try run(.names) { draft in (draft.event.provider, draft.event.model) = ("x_ai", "Ünïcode Ü") }
    #expect(draft.event.provider == "x_ai")
    #expect(draft.event.model == "Ünïcode Ü")
  }

  private struct OneDollar: EventPricing {
    func price(_ event: inout UsageEvent) { event.cost = Cost(amount: NanoUSD(nanos: 1_000_000_000), source: .catalog, price: ID("p")) }
  }

  @Test func `price what came without a cost, and nothing else`() throws {
    let priced = try run(.price(OneDollar())) { $0.event.cost.source = .provider }
    #expect(priced.event.cost == Cost(amount: NanoUSD(nanos: 1_000_000_000), source: .catalog, price: ID("p")))
    let sent = Cost(amount: .zero, source: .client)
    #expect(try run(.price(OneDollar())) { $0.event.cost = sent }.event.cost == sent)
    #expect(try run(.price(Reading.NoPrices())) { $0.event.cost.source = .provider }.event.cost == .unpriced)
  }

  @Test func `price last, when the tokens are known`() throws {
    struct ByToken: EventPricing {
      func price(_ event: inout UsageEvent) { event.cost = Cost(amount: NanoUSD(nanos: event.tokens.total ?? -1), source: .catalog) }
    }
    let pipeline = Pipeline(pricing: ByToken(), hasher: EventKeyHasher(key0: 1, key1: 2))
    let body = Array(#"{"usage":{"promptTokenCount":5,"candidatesTokenCount":2}}"#.utf8)
    #expect(try pipeline.read(body, context: Reading.context()).block.decoded()[0].cost.amount == NanoUSD(nanos: 7))
  }
}
