import MemoryEngine
import NIOCore
import Semantics
import Testing
import Usage

@testable import Ingest
@testable import Surfaces
@testable import Web

@Suite struct AnalyticsMessagesTests {
  private static func event(_ id: String, user: String?, chat: String?, project: String = "default") throws -> UsageEvent {
    var event = UsageEvent(
      id: ID(id), timestamp: try #require(Timestamp("2026-03-15T14:30:00Z")), project: ID(project), source: "api")
    (event.user, event.chat, event.model) = (user.map { ID($0) }, chat.map { ID($0) }, "gpt-5-mini")
    event.tokens.total = 150
    event.cost = Cost(amount: NanoUSD(nanos: 125_000), source: .client)
    return event
  }

  private static func batch(_ events: [UsageEvent]) -> LiveBatch {
    var builder = EventBlockBuilder()
    for event in events { builder.append(event) }
    let block = builder.take()
    return LiveBatch(events: (0..<block.count).map { LiveEvent(block, row: $0) }, skipped: [:])
  }

  /// The texts of frames that are short enough for one length byte.
  private static func texts(_ frames: SocketFrames) -> [String] {
    var bytes = frames.bytes, texts: [String] = []
    while let _: UInt8 = bytes.readInteger(), let short: UInt8 = bytes.readInteger() {
      let length = short == 126 ? Int(bytes.readInteger(as: UInt16.self) ?? 0) : Int(short)
      texts.append(bytes.readString(length: length) ?? "")
    }
    return texts
  }

  @Test func `tells of a call as the original was meant to`() throws {
    let batch = Self.batch([try Self.event("1", user: "1", chat: "1")])
    #expect(
      Self.texts(AutoAnalystAPI.dashboardMessages(.all, batch)) == [
        #"{"type":"usage_update","date":"2026-03-15","metrics":{"tokens_delta":150,"cost_delta":0.000125,"requests_delta":1}}"#,
        #"{"type":"model_update","model_name":"gpt-5-mini","metrics":{"tokens":150,"cost":0.000125,"requests":1}}"#,
      ])
  }

  @Test func `says nothing of other projects`() throws {
    let batch = Self.batch([try Self.event("1", user: "1", chat: "1", project: "secret")])
    #expect(AutoAnalystAPI.dashboardMessages(.only(ID("default")), batch).isEmpty)
  }

  @Test func `tells the figures of the whole day`() async throws {
    let events = [
      try Self.event("1", user: "1", chat: "1"), try Self.event("2", user: "2", chat: nil), try Self.event("3", user: "2", chat: "2"),
      try Self.event("4", user: nil, chat: "9"),
    ]
    let messages = AutoAnalystAPI.userMessages(MemoryEngine(events), QueryBudget())
    let frames = await messages(.all, Self.batch([events[2]]))
    #expect(Self.texts(frames) == [#"{"type":"user_activity","date":"2026-03-15","metrics":{"activeUsers":2,"sessions":2}}"#])
    #expect(await messages(.all, Self.batch([events[3]])).isEmpty)
  }
}
