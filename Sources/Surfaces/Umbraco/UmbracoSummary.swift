import Semantics
import Web

/// All requests of a period in one row.
struct UmbracoSummary: UmbracoAnswer {
  let contract: UmbracoContract
  let counts: UmbracoCounts
  let topLevelRequests: Int64
  /// Cut to whole milliseconds; 0 where no request has a duration.
  let averageDurationMs: Int64

  static let metrics = UmbracoCounts.metrics + [.topLevelRequests, .averageDuration]

  init(_ result: QueryResult, _ contract: UmbracoContract) {
    let row = result.rows.first ?? Self.metrics.map(\.emptyValue)
    self.contract = contract
    counts = UmbracoCounts(row[..<UmbracoCounts.metrics.count])
    topLevelRequests = row[UmbracoCounts.metrics.count].umbracoInteger
    averageDurationMs = if case .real(let average) = row[UmbracoCounts.metrics.count + 1] { Int64(average) } else { 0 }
  }

  var successRate: Double { counts.requests > 0 ? Double(counts.successes) / Double(counts.requests) : 0 }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("averageDurationMs", averageDurationMs)
      writer.member("cachedInputTokens", counts.cachedInputTokens)
      writer.member("failureCount", counts.failures)
      writer.member("inputTokens", counts.inputTokens)
      // The product counts these and shows them in no answer; here the documented route does.
      if contract == .documented { writer.member("nestedRequestCount", counts.requests - topLevelRequests) }
      writer.member("outputTokens", counts.outputTokens)
      writer.member("successCount", counts.successes)
      writer.member("successRate", successRate)
      if contract == .documented { writer.member("topLevelRequestCount", topLevelRequests) }
      writer.member("totalRequests", counts.requests)
      writer.member("totalTokens", counts.totalTokens)
    }
  }
}

extension UmbracoAPI {
  func summary(_ question: UmbracoQuestion) async throws -> UmbracoSummary {
    let plan = try question.plan(UmbracoSummary.metrics, now: clock.now())
    return UmbracoSummary(try await engine.run(plan, budget: budget), question.contract)
  }
}
