import Foundation
import Testing
import Usage

@testable import Ingest

struct BodyReaderTests {
  private static let bodies: [(String, BodyForm, ids: [String])] = [
    (#"{"id":"1"}"#, .json, ["1"]), (#" [{"id":"1"},{"id":"2"}] "#, .json, ["1", "2"]), ("[]", .json, []),
    (#"{"events":[{"id":"1"},{"id":"2"}]}"#, .json, ["1", "2"]), (#"{"v":{"x":[]},"events":[{"id":"1"}],"w":0}"#, .json, ["1"]),
    (#"{"events":[]}"#, .json, []), ("{\"id\":\"1\"}\n{\"id\":\"2\"}", .ndjson, ["1", "2"]),
    ("\n{\"id\":\"1\"}\r\n \r\n\n{\"id\":\"2\"}\n\n", .ndjson, ["1", "2"]),
    ("{\n  \"id\": \"1\"\n}\n", .detect, ["1"]), ("[\n{\"id\":\"1\"},\n{\"id\":\"2\"}\n]\n", .detect, ["1", "2"]),
    ("{\"events\":[\n{\"id\":\"1\"},\n{\"id\":\"2\"}\n]}", .detect, ["1", "2"]), ("{\"id\":\"1\"}\n{\"id\":\"2\"}\n", .detect, ["1", "2"]),
    ("{\"id\":\"1\"}\n\n", .detect, ["1"]), ("\u{FEFF}{\"id\":\"1\"}\n{\"id\":\"2\"}", .detect, ["1", "2"]),
    ("\u{FEFF}[{\"id\":\"1\"}]", .detect, ["1"]),
  ]

  @Test(arguments: bodies)
  func `finds the events in each form of body`(_ body: String, _ form: BodyForm, _ ids: [String]) throws {
    let outcome = try Reading.read(body, as: form)
    #expect(outcome.block.decoded().map(\.id.text) == ids)
    #expect(outcome.indexes == Array(ids.indices))
    #expect(outcome.rejected.isEmpty)
  }

  private static let failures: [(String, BodyForm, DocumentFailure)] = [
    ("", .detect, .empty), (" \n ", .ndjson, .empty), ("\u{FEFF}", .json, .empty), ("5", .json, .notEvents), ("\"x\"", .detect, .notEvents),
    ("null", .json, .notEvents), (#"{"events":5}"#, .json, .notEvents), ("[{}", .json, .malformed(.init(.unexpectedEnd, at: 3))),
    (#"[{"id":"1"},{"id":"2",}]"#, .json, .malformed(.init(.unexpectedByte, at: 22))),
    (#"{"id":"1"} {"id":"2"}"#, .json, .malformed(.init(.trailing, at: 11))),
    ("{\"id\":\"1\"}\n{\"id\":\"2\"}", .json, .malformed(.init(.trailing, at: 11))),
    (#"{"events":[],"events":[]}"#, .json, .malformed(.init(.duplicate, at: 13))),
    (#"{"unknown":"\x"}"#, .json, .malformed(.init(.escape, at: 12))),
    (#"{"events":[{}]"#, .json, .malformed(.init(.unexpectedEnd, at: 14))),
    (#"[{"id":01}]"#, .json, .malformed(.init(.number, at: 8))), (#"[{"model":nul}]"#, .json, .malformed(.init(.unexpectedByte, at: 13))),
  ]

  @Test(arguments: failures)
  func `refuses what is no body of events`(_ body: String, _ form: BodyForm, _ failure: DocumentFailure) {
    #expect(throws: failure) { try Reading.read(body, as: form) }
  }

  @Test(arguments: [BodyForm.ndjson, .detect])
  func `rejects a broken line alone`(_ form: BodyForm) throws {
    let outcome = try Reading.read("{\"id\":\"1\"}\n{\"id\":\"2\",\n\n[1]\n{\"id\":\"3\"} x\n{\"id\":\"4\"}", as: form)
    #expect(outcome.block.decoded().map(\.id.text) == ["1", "4"])
    #expect(outcome.indexes == [0, 4])
    #expect(outcome.rejected.map(\.index) == [1, 2, 3])
    #expect(outcome.rejected.map(\.id) == ["2", nil, "3"])
    #expect(outcome.rejected.map(\.rejection.code) == [.malformed, .malformed, .malformed])
    #expect(outcome.rejected.map(\.body) == ["{\"id\":\"2\",", "[1]", "{\"id\":\"3\"} x"])
    #expect(outcome.rejected[0].rejection.message.contains("at byte 21 of the body"))
  }

  @Test func `detects lines though the first is broken`() throws {
    let outcome = try Reading.read("{\"id\":1x}\n{\"id\":\"2\"}")
    #expect(outcome.indexes == [1])
    #expect(outcome.rejected.map(\.index) == [0])
  }

  @Test func `one bad event takes nobody down with it`() throws {
    let outcome = try Reading.read(#"[{"id":"1"},7,{"id":"3","cost":-1,"usage":{"a":[{}]}},{"id":"4"}]"#)
    #expect(outcome.indexes == [0, 3])
    #expect(outcome.rejected.map(\.index) == [1, 2])
    #expect(outcome.rejected.map(\.rejection.field) == [nil, "cost"])
    #expect(outcome.rejected.map(\.body) == ["7", #"{"id":"3","cost":-1,"usage":{"a":[{}]}}"#])
    #expect(outcome.count == 4)
  }

  @Test func `keys tell projects and ids apart and stay with their rows`() throws {
    let outcome = try Reading.read(#"[{"id":"a"},{"id":"a","project":"p"},{"id":5},{"id":"b"},{"id":"a"}]"#, scope: .all)
    let hasher = EventKeyHasher(key0: 1, key1: 2)
    #expect(outcome.keys == [("default", "a"), ("p", "a"), ("default", "b"), ("default", "a")].map { hasher.key(project: $0.0, id: $0.1) })
  }

  @Test func `keeps 64 KiB of a rejected body, cut between characters`() throws {
    let long = "{\"x\":\"" + String(repeating: "é", count: 40_000) + "\",\"cost\":-1}"
    let kept = try #require(try Reading.read(long).rejected.first?.body)
    #expect(kept.utf8.count == 65_536)
    #expect(long.hasPrefix(kept))
  }

  @Test(arguments: [BodyForm.json, .ndjson])
  func `takes 100,000 events and no more`(_ form: BodyForm) throws {
    func body(_ count: Int) -> String {
      form == .json ? "[" + Array(repeating: "{}", count: count).joined(separator: ",") + "]" : String(repeating: "{}\n", count: count)
    }
    #expect(try Reading.read(body(100_000), as: form).keys.count == 100_000)
    #expect(throws: DocumentFailure.tooManyEvents(limit: 100_000)) { try Reading.read(body(100_001), as: form) }
  }

  private static let seeds = [
    #"{"id":"evt-1","timestamp":"2026-03-01T10:00:00Z","provider":"openai","model":"gpt-5","tags":{"a":"b","c":1},"cost":0.5}"#,
    #"{"id":"evt-2","usage":{"prompt_tokens":100,"prompt_tokens_details":{"cached_tokens":5}},"error_message":"é\n\ud83d\ude00"}"#,
    #"{"id":"evt-3","usage":{"promptTokenCount":9,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":3}]},"nested":true}"#,
  ]

  @Test func `never fails otherwise than by a verdict, whatever the bytes`() {
    var random = ScannerRandom(seed: 99)
    for _ in 0..<20_000 {
      var bytes = Array(Self.seeds.shuffled(using: &random).joined(separator: Bool.random(using: &random) ? "\n" : ",").utf8)
      if Bool.random(using: &random) { bytes = [Byte.openBracket] + bytes + [Byte.closeBracket] }
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...4, using: &random)))
        default: bytes.insert(bytes.randomElement(using: &random) ?? 0, at: index)
        }
        if bytes.isEmpty { break }
      }
      if let outcome = try? Reading.pipeline.read(bytes, context: Reading.context()) {
        #expect(outcome.block.decoded().count == outcome.keys.count)
      }
    }
  }
}
