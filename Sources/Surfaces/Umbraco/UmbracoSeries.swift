import Semantics
import Usage
import Web

/// One bucket of a time series.
struct UmbracoPoint: UmbracoAnswer {
  let timestamp: Timestamp
  let counts: UmbracoCounts

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("cachedInputTokens", counts.cachedInputTokens)
      writer.member("failureCount", counts.failures)
      writer.member("inputTokens", counts.inputTokens)
      writer.member("outputTokens", counts.outputTokens)
      writer.member("requestCount", counts.requests)
      writer.member("successCount", counts.successes)
      writer.member("timestamp", DotNetText.instant(timestamp))
      writer.member("totalTokens", counts.totalTokens)
    }
  }
}

extension UmbracoAPI {
  /// Buckets without requests are left out, so any period will do: the data bounds the answer, not the dates.
  func series(_ question: UmbracoQuestion) async throws -> [UmbracoPoint] {
    var points: [UmbracoPoint] = []
    for window in try await windows(question) {
      let plan = try question.plan(
        UmbracoCounts.metrics, by: [.time(question.granularity)], from: window.lowerBound, to: window.upperBound, now: clock.now())
      for row in try await engine.run(plan, budget: budget).rows {
        guard case .instant(let start) = row[0] else { continue }
        points.append(UmbracoPoint(timestamp: start, counts: UmbracoCounts(row[1...])))
      }
    }
    return points
  }

  /// Stretches of no more buckets than a plan takes, cut where buckets begin. Weeks and months are not cut: no data lasts so long.
  private func windows(_ question: UmbracoQuestion) async throws -> [Range<Timestamp>] {
    let width = question.granularity == .hour ? 3_600_000_000 : CivilDate.microsecondsPerDay
    let step = Int64(Plan.Bounds.buckets - 1) * width
    guard question.to.microseconds - question.from.microseconds > step else { return [question.from..<question.to] }
    let extent = try await engine.run(question.plan([.firstSeen, .lastSeen], now: clock.now()), budget: budget)
    guard let row = extent.rows.first, case .instant(let first) = row[0], case .instant(let last) = row[1] else { return [] }
    let end = last.adding(microseconds: 1)
    guard question.granularity == .hour || question.granularity == .day else { return [first..<end] }
    var windows: [Range<Timestamp>] = []
    var start = first
    while start < end {
      let next = Timestamp(microseconds: (start.microseconds.floorDivided(by: step).quotient + 1) * step)
      windows.append(start..<min(next, end))
      start = next
    }
    return windows
  }
}
