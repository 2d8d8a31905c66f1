import Testing
import Usage

@testable import Ingest

/// The trap: who counts cached tokens, thoughts and audio inside, who beside. All numbers are written out.
struct UsageShapeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var provider = ""
    let usage: String
    let normalizer: String
    let tokens: TokenUsage
    var testDescription: String { name }
  }

  private static func tokens(_ input: Int64?, _ output: Int64?, _ change: (inout TokenUsage) -> Void) -> TokenUsage {
    var tokens = TokenUsage(input: input, output: output)
    change(&tokens)
    return tokens
  }

  private static let cases = [
    Case(
      name: "OpenAI chat: cached tokens are inside the prompt, reasoning is inside the completion",
      usage: """
        {"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,"prompt_tokens_details":{"cached_tokens":1920,"audio_tokens":6},
        "completion_tokens_details":{"reasoning_tokens":128,"audio_tokens":4,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}
        """,
      normalizer: "openai.chat/1",
      tokens: tokens(2006, 300) { ($0.cacheRead, $0.audioInput, $0.reasoning, $0.audioOutput, $0.total) = (1920, 6, 128, 4, 2306) }),
    Case(
      name: "OpenAI embeddings", usage: #"{"prompt_tokens":8,"total_tokens":8}"#, normalizer: "openai.chat/1",
      tokens: tokens(8, nil) { $0.total = 8 }),
    Case(
      name: "OpenAI's protocol with the cache beside: more cached than prompt",
      usage: #"{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":90,"cache_write_tokens":20}}"#,
      normalizer: "openai.chat/1", tokens: tokens(120, 5) { ($0.cacheRead, $0.cacheWrite, $0.total) = (90, 20, 125) }),
    Case(
      name: "OpenAI chat with all of the prompt cached is still inclusive",
      usage: #"{"prompt_tokens":100,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":40}}"#,
      normalizer: "openai.chat/1", tokens: tokens(100, 5) { ($0.cacheRead, $0.cacheWrite, $0.total) = (60, 40, 105) }),
    Case(
      name: "DeepSeek",
      usage: #"{"prompt_tokens":100,"completion_tokens":5,"total_tokens":105,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36}"#,
      normalizer: "openai.chat/1", tokens: tokens(100, 5) { ($0.cacheRead, $0.total) = (64, 105) }),
    Case(
      name: "OpenAI responses: cached inside the input, reasoning inside the output", provider: "openai",
      usage: """
        {"input_tokens":81,"input_tokens_details":{"cached_tokens":64},"output_tokens":1035,
        "output_tokens_details":{"reasoning_tokens":832},"total_tokens":1116}
        """,
      normalizer: "openai.responses/1", tokens: tokens(81, 1035) { ($0.cacheRead, $0.reasoning, $0.total) = (64, 832, 1116) }),
    Case(
      name: "OpenAI images",
      usage: #"{"input_tokens":50,"input_tokens_details":{"image_tokens":40,"text_tokens":10},"output_tokens":1056,"total_tokens":1106}"#,
      normalizer: "openai.responses/1", tokens: tokens(50, 1056) { ($0.imageInput, $0.total) = (40, 1106) }),
    Case(
      name: "OpenAI transcription by tokens",
      usage: """
        {"type":"tokens","input_tokens":14,"input_token_details":{"text_tokens":4,"audio_tokens":10},"output_tokens":45,
        "total_tokens":59}
        """,
      normalizer: "openai.responses/1", tokens: tokens(14, 45) { ($0.audioInput, $0.total) = (10, 59) }),
    Case(
      name: "OpenAI realtime",
      usage: """
        {"total_tokens":253,"input_tokens":132,"output_tokens":121,"input_token_details":{"text_tokens":119,"audio_tokens":13,"cached_tokens":64,
        "cached_tokens_details":{"text_tokens":64,"audio_tokens":0}},"output_token_details":{"text_tokens":30,"audio_tokens":91}}
        """,
      normalizer: "openai.responses/1",
      tokens: tokens(132, 121) { ($0.cacheRead, $0.audioInput, $0.audioOutput, $0.total) = (64, 13, 91, 253) }),
    Case(
      name: "Anthropic: the input is beside what was read from and written to the cache",
      usage: """
        {"input_tokens":4,"cache_creation_input_tokens":1000,"cache_read_input_tokens":20000,"cache_creation":{"ephemeral_5m_input_tokens":400,
        "ephemeral_1h_input_tokens":600},"output_tokens":503,"output_tokens_details":{"thinking_tokens":200},
        "server_tool_use":{"web_search_requests":2,"web_fetch_requests":1},"service_tier":"standard"}
        """,
      normalizer: "anthropic.messages/1",
      tokens: tokens(21_004, 503) {
        ($0.cacheRead, $0.cacheWrite, $0.cacheWrite1h, $0.reasoning, $0.total) = (20_000, 1000, 600, 200, 21_507)
      }),
    Case(
      name: "Anthropic's cache smaller than its input is still beside it",
      usage: #"{"input_tokens":1000,"cache_read_input_tokens":10,"output_tokens":1}"#,
      normalizer: "anthropic.messages/1", tokens: tokens(1010, 1) { ($0.cacheRead, $0.total) = (10, 1011) }),
    Case(
      name: "Anthropic with its cache null is told by the keys",
      usage: #"{"input_tokens":7,"cache_creation_input_tokens":null,"cache_read_input_tokens":null,"output_tokens":2}"#,
      normalizer: "anthropic.messages/1", tokens: tokens(7, 2) { $0.total = 9 }),
    Case(
      name: "Anthropic without any cache is told by the provider", provider: "anthropic", usage: #"{"input_tokens":7,"output_tokens":2}"#,
      normalizer: "anthropic.messages/1", tokens: tokens(7, 2) { $0.total = 9 }),
    Case(
      name: "Anthropic by lifetimes alone",
      usage: #"{"input_tokens":7,"cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":0},"output_tokens":2}"#,
      normalizer: "anthropic.messages/1", tokens: tokens(10, 2) { ($0.cacheWrite, $0.cacheWrite1h, $0.total) = (3, 0, 12) }),
    Case(
      name: "Google: cached is inside the prompt, thoughts are beside the candidates, tools beside the prompt",
      usage: """
        {"promptTokenCount":1000,"cachedContentTokenCount":800,"candidatesTokenCount":50,"thoughtsTokenCount":200,"toolUsePromptTokenCount":30,
        "totalTokenCount":1280,"promptTokensDetails":[{"modality":"TEXT","tokenCount":742},{"modality":"AUDIO","tokenCount":58},{"modality":"IMAGE",
        "tokenCount":200}],"toolUsePromptTokensDetails":[{"modality":"AUDIO","tokenCount":2}],"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":40}],
        "cacheTokensDetails":[{"modality":"TEXT","tokenCount":800}]}
        """,
      normalizer: "google.generate_content/1",
      tokens: tokens(1030, 250) {
        ($0.cacheRead, $0.audioInput, $0.imageInput, $0.reasoning, $0.imageOutput, $0.total) = (800, 60, 200, 200, 40, 1280)
      }),
    Case(
      name: "Google's Python client",
      usage: """
        {"prompt_token_count":12,"candidates_token_count":3,"total_token_count":15,
        "prompt_tokens_details":[{"modality":"AUDIO","token_count":9}],"cached_content_token_count":null}
        """,
      normalizer: "google.generate_content/1", tokens: tokens(12, 3) { ($0.audioInput, $0.total) = (9, 15) }),
  ]

  @Test(arguments: cases)
  func `counts inclusively`(_ test: Case) throws {
    let event = try Reading.event("\"provider\":\"\(test.provider)\",\"usage\":\(test.usage)").get()
    #expect(event.tokens == test.tokens)
    #expect(event.normalizer == test.normalizer)
  }

  @Test func `reads what is no token`() throws {
    let searched = try Reading.event(
      #""usage":{"input_tokens":1,"output_tokens":1,"server_tool_use":{"web_search_requests":3},"service_tier":"batch"}"#
    ).get()
    #expect(searched.units.webSearches == 3)
    #expect(searched.serviceTier == "batch")
    let spoken = try Reading.event(#""usage":{"type":"duration","seconds":7.5}"#).get()
    #expect(spoken.units.audioMicroseconds == 7_500_000)
    #expect(spoken.normalizer == "openai.duration/1")
    #expect(spoken.tokens == TokenUsage())
  }

  @Test func `knows Anthropic by the model`() throws {
    let event = try Reading.event(#""provider":"aws.bedrock","model":"eu.Claude-x","usage":{"input_tokens":1,"output_tokens":1}"#).get()
    #expect(event.normalizer == "anthropic.messages/1")
  }

  @Test func `lets the event's own fields win`() throws {
    let event = try Reading.event(
      #""input_tokens":500,"service_tier":"flex","usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}"#
    ).get()
    #expect(event.tokens == Self.tokens(500, 2) { $0.total = 11 })
    #expect(event.serviceTier == "flex")
  }

  @Test(arguments: [#"{}"#, #"{"tokens":5}"#, #"{"seconds":5}"#, #"{"total_tokens":5}"#])
  func `rejects an unknown shape and says which exist`(_ usage: String) throws {
    guard case .failure(let rejection) = try Reading.event("\"usage\":\(usage)") else {
      Issue.record("accepted \(usage)")
      return
    }
    #expect(rejection.code == .invalid)
    #expect(rejection.field == "usage")
    for shape in UsageShape.all { #expect(rejection.message.contains(shape.title)) }
  }

  private static let bad: [(String, Rejection.Code, String)] = [
    (#"{"prompt_tokens":"5"}"#, .wrongType, "usage.prompt_tokens"), (#"{"prompt_tokens":-5}"#, .invalid, "usage.prompt_tokens"),
    (#"{"prompt_tokens":5,"prompt_tokens_details":{"cached_tokens":1.5}}"#, .wrongType, "usage.cached_tokens"),
    (#"{"prompt_tokens":5,"prompt_tokens":6}"#, .malformed, "usage.prompt_tokens"),
    (#"{"prompt_tokens":5,"prompt_tokens_details":7}"#, .wrongType, "usage.prompt_tokens_details"),
    (#"{"prompt_tokens":5,"prompt_tokens_details":{"audio_tokens":6}}"#, .invalid, "audio_input_tokens"),
  ]

  @Test(arguments: bad)
  func `names the key that is wrong`(_ usage: String, _ code: Rejection.Code, _ field: String) throws {
    guard case .failure(let rejection) = try Reading.event("\"usage\":\(usage)") else {
      Issue.record("accepted \(usage)")
      return
    }
    #expect(rejection.code == code)
    #expect(rejection.field == field)
  }
}
