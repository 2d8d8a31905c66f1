import Foundation
import Ingest
import StorageDuckDB
import Testing
import Usage

@testable import Surfaces

/// The product's own tests 15 to 17, of the words for how a request ended, and those of its audit log's error categories.
@Suite(.conformance("umbraco", "the product's own tests of statuses")) struct UmbracoStatusTests {
  private static let statuses = zip(RequestStatus.allCases, ["Succeeded", "Failed", "Blocked", "Cancelled"])

  /// What a request is after a store was closed and opened again, its column changed in between.
  private func reopened(_ status: RequestStatus, stored text: String? = nil, _ ask: (UmbracoSite) async throws -> String) async throws
    -> String
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weir-umbraco-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "weir.duckdb").path
    let store = try await DuckDBStore.open(path: path)
    var builder = EventBlockBuilder()
    for event in UmbracoEvents.make({ $0.add(at: UmbracoSite.now) { $0.status = status } }) { builder.append(event) }
    try await store.store(
      SinkBatch(slices: [.init(block: builder.take(), rows: 0..<1, firstSequence: 1)], quarantined: [], lastSequence: 1))
    await store.close()
    if let text { try Self.execute("UPDATE request SET status = '\(text)'", in: path) }
    let again = try await DuckDBStore.open(path: path)
    let answer = try await ask(UmbracoSite(engine: again))
    await again.close()
    return answer
  }

  private static func execute(_ sql: String, in path: String) throws { try Connection(try Database(path: path)).execute(sql) }

  @Test("15: each outcome has its word, and is found by it", arguments: statuses)
  func words(status: RequestStatus, word: String) async throws {
    let site = UmbracoSite(UmbracoEvents.make { $0.add(at: UmbracoSite.now) { $0.status = status } })
    #expect(try await site.object("/audit-logs/e0")["status"] as? String == word)
    #expect(try await site.object("/audit-logs?status=\(word.uppercased())")["total"] as? Int == 1)
  }

  @Test("16: a status is stored by its name and comes back", arguments: statuses)
  func roundTrip(status: RequestStatus, word: String) async throws {
    let told = try await reopened(status) { try await Self.told($0) }
    #expect(told == word + (status == .success ? " 1 1 0" : " 1 0 1"))
  }

  @Test("17: a stored status that is no name reads as Failed", arguments: ["Something", "7"])
  func unknown(stored: String) async throws {
    let told = try await reopened(.success, stored: stored) { try await Self.told($0) }
    #expect(told == "Failed 1 0 1")
  }

  /// The request's status in the log, and what the summary makes of it.
  private static func told(_ site: UmbracoSite) async throws -> String {
    let log = UmbracoSite.line(try await site.object("/audit-logs/e0"), ["status"])
    let counts = try await site.object("/analytics/usage-summary?to=2026-10-09")
    return log + " " + UmbracoSite.line(counts, ["totalRequests", "successCount", "failureCount"])
  }

  @Test(
    "a provider's error category becomes the audit's",
    arguments: [
      ("Authentication", "Authentication"), ("RateLimited", "RateLimiting"), ("NotFound", "ModelNotFound"),
      ("InvalidRequest", "InvalidRequest"),
      ("Transient", "ServerError"), ("NetworkError", "NetworkError"), ("Cancelled", "Unknown"), ("Unknown", "Unknown"),
    ])
  func categories(type: String, category: String) {
    let events = UmbracoEvents.make { $0.add(at: UmbracoSite.now) { ($0.status, $0.errorType) = (.failure, type) } }
    #expect(UmbracoErrorCategory(events[0])?.rawValue == category)
  }

  @Test func `a message that speaks of a rate limit is one`() {
    let events = UmbracoEvents.make {
      $0.add(at: UmbracoSite.now) { ($0.status, $0.errorMessage) = (.failure, "The Rate Limit is reached") }
    }
    #expect(UmbracoErrorCategory(events[0]) == .rateLimiting)
  }
}
