import QueryCases
import Testing
import Usage

/// Whatever the data: summary, series and breakdowns of one period add up to the same.
@Suite(.conformance("umbraco", "sums")) struct UmbracoSumsTests {
  private static let routes = ["timeseries", "breakdown/provider", "breakdown/model", "breakdown/profile", "breakdown/user"]
  private static let clientRoutes = ["usage-time-series", "usage-by-provider", "usage-by-model", "usage-by-profile", "usage-by-user"]

  private static func events(_ seed: UInt64) -> [UsageEvent] {
    var random = SeededGenerator(seed: seed)
    return QueryCase(seed: seed).events.map { event in
      var event = event
      event.profile = random.chance(1, in: 4) ? nil : ID("p\(Int.random(in: 0..<3, using: &random))")
      event.profileName = random.pick([nil, "", "one", "two"])
      return event
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>) func `all parts add up to the whole`(seed: UInt64) async throws {
    let events = Self.events(seed)
    guard let first = events.map(\.timestamp).min(), let last = events.map(\.timestamp).max() else { return }
    // A stretch of them, cut at instants that events have.
    let from = seed % 2 == 0 ? first : events[events.count / 2].timestamp
    let to = max(last, from.adding(seconds: 1))
    let site = UmbracoSite(events)
    let inside = events.filter { $0.timestamp >= from && $0.timestamp <= to }
    try await check(site, "summary", Self.routes, from, to, inside, whole: 1)
    try await check(site, "usage-summary", Self.clientRoutes, from, to, inside.filter { $0.timestamp < to }, whole: 100)
  }

  private func check(
    _ site: UmbracoSite, _ summary: String, _ routes: [String], _ from: Timestamp, _ to: Timestamp, _ inside: [UsageEvent], whole: Double
  ) async throws {
    let query = "?from=\(from)&to=\(to)"
    let total = try await site.object("/analytics/" + summary + query)
    #expect(total["totalRequests"] as? Int == inside.count)
    let tokens = inside.compactMap(\.tokens.total).reduce(0, +)
    #expect(total["totalTokens"] as? Int == Int(tokens))
    let successes = total["successCount"] as? Int ?? 0, failures = total["failureCount"] as? Int ?? 0
    #expect(successes + failures == inside.count)
    for route in routes {
      let rows = try await site.list("/analytics/" + route + query)
      #expect(sum(rows, "requestCount") ?? 0 == total["totalRequests"] as? Int, "\(route)")
      #expect(sum(rows, "totalTokens") ?? 0 == total["totalTokens"] as? Int, "\(route)")
      #expect(sum(rows, "cachedInputTokens") == total["cachedInputTokens"] as? Int, "\(route)")
      if !route.contains("time"), !rows.isEmpty { checkBreakdown(rows, whole: whole) }
    }
  }

  private func checkBreakdown(_ rows: [[String: Any]], whole: Double) {
    let shares = rows.compactMap { $0["percentage"] as? Double }.reduce(0, +)
    #expect(abs(shares - whole) < 1e-9 * whole)
    let counts = rows.compactMap { $0["requestCount"] as? Int }
    #expect(counts == counts.sorted(by: >))
    let dimensions = Set(rows.map { String(describing: $0["dimension"]) })
    #expect(dimensions.count == rows.count, "a dimension is one row")
  }

  /// nil where no row has a number.
  private func sum(_ rows: [[String: Any]], _ member: String) -> Int? {
    let known = rows.compactMap { $0[member] as? Int }
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}
