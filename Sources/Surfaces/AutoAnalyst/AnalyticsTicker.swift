import Hummingbird
import Semantics
import Synchronization
import Usage
import Web

extension AutoAnalystAPI {
  /// Open to everybody, and hence counted at most once in a while: strangers must not be able to keep the store busy.
  var tickerEndpoint: Endpoint {
    question("/public/ticker", "Ticker", "Three counters for a landing page; needs no key", access: .open) { _ in
      let now = clock.now()
      let figures = try await ticker.figures(now: now) { try await countEverything(now) }
      var json = JSONWriter()
      json.object { json in
        json.member("total_signups", figures.signups)
        json.member("total_tokens", figures.tokens)
        json.member("total_requests", figures.requests)
        json.member("last_updated", figures.time.analyticsText.dropLast() + "+00:00")
      }
      return .json(json)
    }
  }

  private func countEverything(_ now: Timestamp) async throws -> Ticker.Figures {
    let plan = try Plan(Query(AnalyticsFigures.metrics, period: .all), scope: tickerScope, now: now)
    let totals = AnalyticsFigures(try await engine.run(plan, budget: budget).rows[0])
    let users = try await activity.count(ActivityQuery<UserRecord>(scope: tickerScope), budget: budget)
    return Ticker.Figures(signups: users, tokens: totals.tokens, requests: totals.requests, time: now)
  }
}

/// Keeps the last count for a minute.
final class Ticker: Sendable {
  struct Figures: Sendable {
    let signups: Int64
    let tokens: Int64
    let requests: Int64
    let time: Timestamp
  }

  private static let lifetime: Int64 = 60_000_000
  private let last = Mutex<Figures?>(nil)

  func figures(now: Timestamp, _ count: () async throws -> Figures) async throws -> Figures {
    if let kept = last.withLock(\.self), (0..<Self.lifetime).contains(now.microseconds - kept.time.microseconds) { return kept }
    let counted = try await count()
    last.withLock { $0 = counted }
    return counted
  }
}
