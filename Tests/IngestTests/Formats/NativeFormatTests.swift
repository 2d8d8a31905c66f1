import Testing
import Usage

@testable import Ingest

struct NativeFormatTests {
  @Test func `reads every field into its place`() throws {
    let event = try Reading.event(
      """
      "timestamp":"2026-03-01T10:00:00.5Z","project":"acme","source":"shop","operation":"embeddings","provider":"openai","model":"m",
      "request_model":"rm","user_id":"u","chat_id":"c","message_id":"msg","session_id":"s","profile_id":"p","profile_name":"P N",
      "feature":"f","entity_type":"et","agent_id":"a","task_id":"t","configuration_id":"cfg","tags":{"b":"x","a":1.50,"c":true,"d":null},
      "input_tokens":1000,"cache_read_tokens":1,"cache_write_tokens":3,"cache_write_1h_tokens":2,"audio_input_tokens":4,
      "image_input_tokens":5,"output_tokens":100,"reasoning_tokens":6,"audio_output_tokens":7,"image_output_tokens":8,
      "total_tokens":1200,"tokens_estimated":true,"images":9,"characters":10,"audio_seconds":1.25,"web_searches":11,
      "cost":0.0123,"cost_source":"provider","duration_ms":1234.567,"time_to_first_token_ms":0.5,"streamed":false,
      "status":"failure","error_type":"E","error_message":"line 1\\nline 2","nested":true,"service_tier":"flex"
      """)
    let expected = Reading.expected { event in
      event.timestamp = Timestamp("2026-03-01T10:00:00.5Z")!
      (event.source, event.operation, event.provider, event.model, event.requestModel) = ("shop", .embeddings, "openai", "m", "rm")
      (event.user, event.chat, event.message, event.session) = (ID("u"), ID("c"), ID("msg"), ID("s"))
      (event.profile, event.profileName, event.feature, event.entityType) = (ID("p"), "P N", "f", "et")
      (event.agent, event.task, event.configuration) = (ID("a"), ID("t"), ID("cfg"))
      event.tags = ["a": "1.50", "b": "x", "c": "true"]
      event.tokens = TokenUsage(input: 1000, output: 100)
      (event.tokens.cacheRead, event.tokens.cacheWrite, event.tokens.cacheWrite1h) = (1, 3, 2)
      (event.tokens.audioInput, event.tokens.imageInput, event.tokens.reasoning) = (4, 5, 6)
      (event.tokens.audioOutput, event.tokens.imageOutput, event.tokens.total, event.tokens.isEstimated) = (7, 8, 1200, true)
      (event.units.images, event.units.characters, event.units.audioMicroseconds, event.units.webSearches) = (9, 10, 1_250_000, 11)
      event.cost = Cost(amount: NanoUSD(nanos: 12_300_000), source: .provider)
      (event.durationMicroseconds, event.timeToFirstTokenMicroseconds, event.isStreamed) = (1_234_567, 500, false)
      (event.status, event.errorType, event.errorMessage) = (.failure, "E", "line 1\nline 2")
      (event.isNested, event.serviceTier) = (true, "flex")
    }
    #expect(event == .success(expected))
  }

  @Test func `takes null and the empty text for absent`() throws {
    let names = EventField.allCases.map(\.definition.name).filter { $0 != "id" }
    let nulls = names.map { "\"\($0)\":null" }.joined(separator: ",") + ",\"usage\":null"
    #expect(try Reading.event(nulls) == .success(Reading.expected()))
    let texts = EventField.allCases.filter { $0.definition.kind == .text && $0 != .id }.map { "\"\($0.definition.name)\":\"\"" }
    #expect(try Reading.event(texts.joined(separator: ",") + ",\"timestamp\":\"\"") == .success(Reading.expected()))
  }

  private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

  /// Members that are accepted just within a limit, and members just beyond it with the verdict on them.
  struct Limit: Sendable {
    let within: String
    let beyond: String
    let code: Rejection.Code
    let field: String

    init(_ within: String, _ beyond: String, _ code: Rejection.Code, _ field: String) {
      (self.within, self.beyond, self.code, self.field) = (within, beyond, code, field)
    }
  }

  private static let texts = [
    "project", "provider", "model", "request_model", "user_id", "chat_id", "message_id", "session_id", "profile_id", "profile_name",
    "feature", "entity_type", "agent_id", "task_id", "configuration_id", "error_type", "service_tier", "operation",
  ].map { name in Limit("\"\(name)\":\"\(text(200))\"", "\"\(name)\":\"\(text(201))\"", .invalid, name) }

  private static let counts = ["images", "characters", "web_searches", "input_tokens", "output_tokens", "total_tokens"].map { name in
    Limit("\"\(name)\":1000000000000", "\"\(name)\":1000000000001", .invalid, name)
  }

  private static let longAccents = String(repeating: "é", count: 100)
  private static let longEscapes = String(repeating: #"\u00e9"#, count: 100)

  private static let others: [Limit] = [
    Limit("\"source\":\"\(text(64))\"", "\"source\":\"\(text(65))\"", .invalid, "source"),
    Limit("\"input_tokens\":0", "\"input_tokens\":-1", .invalid, "input_tokens"),
    Limit("\"user_id\":\"\(longAccents)\"", "\"user_id\":\"\(longAccents)x\"", .invalid, "user_id"),
    Limit("\"user_id\":\"\(longEscapes)\"", "\"user_id\":\"\(longEscapes)x\"", .invalid, "user_id"),
    Limit("\"input_tokens\":12.0", "\"input_tokens\":12.5", .wrongType, "input_tokens"),
    Limit("\"input_tokens\":1e3", "\"input_tokens\":\"12\"", .wrongType, "input_tokens"),
    Limit("\"cost\":0", "\"cost\":-0.01", .invalid, "cost"), Limit("\"cost\":1000000", "\"cost\":1000000.01", .invalid, "cost"),
    Limit("\"cost\":1e-9", "\"cost\":\"0.1\"", .wrongType, "cost"), Limit("\"cost\":1", "\"cost\":1e400", .invalid, "cost"),
    Limit("\"cost_source\":\"client\"", "\"cost_source\":\"catalog\"", .invalid, "cost_source"),
    Limit("\"duration_ms\":2592000000", "\"duration_ms\":2592000001", .invalid, "duration_ms"),
    Limit("\"time_to_first_token_ms\":0", "\"time_to_first_token_ms\":-1", .invalid, "time_to_first_token_ms"),
    Limit("\"audio_seconds\":2592000", "\"audio_seconds\":2592001", .invalid, "audio_seconds"),
    Limit("\"status\":\"cancelled\"", "\"status\":\"ok\"", .invalid, "status"),
    Limit("\"streamed\":true", "\"streamed\":1", .wrongType, "streamed"),
    Limit("\"nested\":false", "\"nested\":\"false\"", .wrongType, "nested"),
    Limit("\"timestamp\":\"2026-03-02T12:00:00Z\"", "\"timestamp\":\"2026-03-02T12:00:00.000001Z\"", .outOfTime, "timestamp"),
    Limit("\"timestamp\":\"2016-03-01T00:00:00Z\"", "\"timestamp\":\"2016-02-29T23:59:59.999999Z\"", .outOfTime, "timestamp"),
    Limit("\"timestamp\":1772366400", "\"timestamp\":0", .outOfTime, "timestamp"),
    Limit("\"timestamp\":1772366400123", "\"timestamp\":-1", .invalid, "timestamp"),
    Limit("\"timestamp\":\"2026-03-01\"", "\"timestamp\":\"yesterday\"", .invalid, "timestamp"),
    Limit("\"timestamp\":\"2026-02-28T12:00:00+02:00\"", "\"timestamp\":\"2026-02-29T12:00:00Z\"", .invalid, "timestamp"),
    Limit("\"timestamp\":null", "\"timestamp\":true", .wrongType, "timestamp"),
    Limit("\"tags\":{}", "\"tags\":[]", .wrongType, "tags"), Limit("\"tags\":{\"a\":1}", "\"tags\":{\"a\":{}}", .wrongType, "tags.a"),
    Limit("\"tags\":{\"a\":1,\"b\":1}", "\"tags\":{\"a\":1,\"a\":1}", .malformed, "tags.a"),
    Limit("\"tags\":{\"a\":1}", "\"tags\":{\"\":1}", .invalid, "tags"),
    Limit("\"tags\":{\"\(text(64))\":1}", "\"tags\":{\"\(text(65))\":1}", .invalid, "tags"),
    Limit("\"tags\":{\"a\":\"\(text(200))\"}", "\"tags\":{\"a\":\"\(text(201))\"}", .invalid, "tags.a"),
    Limit("\"tags\":{\(tags(32))}", "\"tags\":{\(tags(33))}", .invalid, "tags"),
    Limit("\"user_id\":\"a b\"", #""user_id":"a\u0000b""#, .invalid, "user_id"),
    Limit("\"model\":\"é\"", #""model":"a\tb""#, .invalid, "model"),
    Limit("\"model\":\"a~b\"", "\"model\":\"a\u{7F}b\"", .invalid, "model"),
    Limit("\"model\":\"\u{A0}a\"", "\"model\":\"a\u{85}b\"", .invalid, "model"),
    Limit("\"model\":\"a\"", "\"model\":5", .wrongType, "model"), Limit("\"model\":\"a\"", "\"model\":[\"a\"]", .wrongType, "model"),
    Limit("\"model\":\"a\"", "\"model\":\"a\",\"model\":\"a\"", .malformed, "model"),
    Limit("\"usage\":{\"prompt_tokens\":1}", "\"usage\":{\"prompt_tokens\":1},\"usage\":{\"prompt_tokens\":1}", .malformed, "usage"),
    Limit("\"usage\":{\"prompt_tokens\":1}", "\"usage\":[]", .wrongType, "usage"),
    Limit("\"feature\":\"a\"", #""feature":"a","\u0066eature":"a""#, .malformed, "feature"),
  ]

  private static func tags(_ count: Int) -> String { (0..<count).map { "\"t\($0)\":\"v\"" }.joined(separator: ",") }

  @Test(arguments: texts + counts + others)
  func `keeps to each limit`(_ limit: Limit) throws {
    if case .failure(let rejection) = try Reading.event(limit.within, scope: .all) {
      Issue.record("\(limit.within.prefix(80)): \(rejection)")
    }
    guard case .failure(let rejection) = try Reading.event(limit.beyond, scope: .all) else {
      Issue.record("accepted: \(limit.beyond.prefix(80))")
      return
    }
    #expect(rejection.code == limit.code)
    #expect(rejection.field == limit.field)
  }

  @Test func `refuses an empty id and keeps one of 200 bytes`() throws {
    #expect(try Reading.read(#"{"id":""}"#).rejected.map(\.rejection) == [Rejection(.invalid, field: "id", "must not be empty")])
    let id = Self.text(200)
    #expect(try Reading.read("{\"id\":\"\(id)\"}").id(row: 0) == id)
    #expect(try Reading.read("{\"id\":\"\(id)x\"}").rejected.first?.rejection.field == "id")
  }

  @Test func `makes ordered ids of version 7 where there are none`() throws {
    let outcome = try Reading.read("[{},{},{\"id\":null}]")
    let milliseconds = String(Reading.now.microseconds / 1000, radix: 16)
    let expected = (4...6).map { "0\(milliseconds.prefix(7))-\(milliseconds.suffix(4))-7abc-8000-00000000123\($0)" }
    #expect((0..<3).map { outcome.id(row: $0) } == expected)
  }

  @Test func `cuts a long error message between characters`() throws {
    let long = Self.text(1999) + "é" + Self.text(10)
    #expect(try Reading.event("\"error_message\":\"\(long)\"") == .success(Reading.expected { $0.errorMessage = Self.text(1999) }))
    let whole = Self.text(1998) + "é"
    #expect(try Reading.event("\"error_message\":\"\(whole)\"") == .success(Reading.expected { $0.errorMessage = whole }))
    let coloured = try Reading.event(#""error_message":"\u001b[31mno\tgood\u0000""#)
    #expect(coloured == .success(Reading.expected { $0.errorMessage = " [31mno\tgood " }))
  }

  @Test func `keeps tags that JSON must escape`() throws {
    let event = try Reading.event(#""tags":{"q\"":"b\\s","é":"/","a":"\ud83d\ude00"}"#)
    #expect(event == .success(Reading.expected { $0.tags = ["q\"": "b\\s", "é": "/", "a": "😀"] }))
    #expect(Tags.decoded(Tags.encoded(["k\n\u{1}": "\"\\\u{1F}"])) == ["k\n\u{1}": "\"\\\u{1F}"])
  }

  @Test func `names ignored fields once, and at most twenty`() throws {
    let outcome = try Reading.read(#"[{"modle":"x","id":"1"},{"modle":{"a":[1]},"price_id":"p","normalizer":"n"}]"#)
    #expect(outcome.ignoredFields == ["modle", "price_id", "normalizer"])
    #expect(outcome.block.decoded().map(\.normalizer) == [nil, nil])
    let many = (0..<30).map { "\"x\($0)\":1" }.joined(separator: ",")
    #expect(try Reading.read("{\(many)}").ignoredFields == (0..<20).map { "x\($0)" })
  }

  @Test func `keeps to the key's project`() throws {
    #expect(try Reading.event("") == .success(Reading.expected()))
    let other = try Reading.event("\"project\":\"other\"")
    #expect(other == .failure(Rejection(.invalid, field: "project", "the API key may write to the project \"acme\" only")))
    #expect(try Reading.event("\"project\":\"other\"", scope: .all) == .success(Reading.expected { $0.project = ID("other") }))
    #expect(try Reading.event("", scope: .all) == .success(Reading.expected { $0.project = ID("default") }))
  }

  @Test func `says the first thing that is wrong and the id, wherever that stands`() throws {
    let outcome = try Reading.read(#"{"cost":"a lot","input_tokens":-1,"id":"late"}"#)
    #expect(outcome.rejected.map(\.id) == ["late"])
    #expect(outcome.rejected.map(\.rejection) == [Rejection(.wrongType, field: "cost", "must be a number")])
  }
}
