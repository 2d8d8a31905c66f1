import Foundation
import Testing
import Usage

/// Answers byte for byte, as they are kept beside the other contracts' recordings.
@Suite(.conformance("umbraco", "byte for byte")) struct UmbracoConformanceTests {
  struct Exchange: Decodable, CustomTestStringConvertible {
    let name: String
    let request: String
    let status: Int
    /// As it stands on the wire, but for the request's own id.
    let body: String

    var testDescription: String { name }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Conformance/umbraco")
  static let exchanges = (try? JSONDecoder().decode([Exchange].self, from: Data(contentsOf: folder.appending(path: "answers.json")))) ?? []

  private static let site = UmbracoSite(
    UmbracoEvents.make { events in
      let day = Timestamp("2026-01-14T10:00:00Z")!
      events.add(2, at: day) { ($0.user, $0.tokens.cacheRead) = (ID("7f3e7d0a-0000-4000-8000-000000000001"), 0) }
      events.add(at: day.adding(microseconds: 1_234_567)) { event in
        (event.provider, event.model, event.operation) = ("anthropic", "claude", .embeddings)
        (event.profile, event.profileName) = (nil, nil)
        (event.status, event.errorType, event.errorMessage) = (.failure, "RateLimited", "Slow down, \"please\"")
        event.tags = ["entity_id": "1063", "team": "web"]
        (event.feature, event.entityType) = ("prompt", "document")
      }
      events.add(at: day.days(1)) { ($0.model, $0.provider, $0.tokens) = (nil, nil, TokenUsage()) }
    }, names: ["7f3e7d0a-0000-4000-8000-000000000001": "Ada Admin"])

  @Test func `there are answers to hold against`() { #expect(Self.exchanges.count > 15) }

  @Test(arguments: exchanges) func `answers byte for byte`(_ exchange: Exchange) async throws {
    let parts = exchange.request.split(separator: " ").map(String.init)
    let answer = try await Self.site.ask(parts[1], .init(parts[0]) ?? .get, key: "admin")
    #expect(Int(answer.status.code) == exchange.status)
    let text = String(buffer: answer.body).replacing(/"traceId":"[^"]*"/, with: #""traceId":"-""#)
    #expect(text == exchange.body)
  }
}
