import Semantics
import Usage

/// The buckets of a time series as points of a chart.
struct SeriesPoints {
  private let result: QueryResult
  private let now: Timestamp

  init(_ result: QueryResult, now: Timestamp) {
    self.result = result
    self.now = now
  }

  /// Of time to come nothing is known, which is not the same as nothing.
  func points(_ figures: (AnswerRow) -> [Figure]) -> [Chart.Point] {
    let buckets = result.answerRows.compactMap { row -> (start: Timestamp, row: AnswerRow)? in
      guard case .instant(let start) = row[.time(granularity)] else { return nil }
      return (start, row)
    }
    let running = buckets.lastIndex { $0.start <= now }
    return buckets.enumerated().map { index, bucket in
      let ends = index + 1 < buckets.count ? buckets[index + 1].start : result.interval.to
      let isRunning = index == running && ends.map { now < $0 } ?? false
      let known = figures(bucket.row)
      return point(bucket.start, bucket.start > now ? known.map { _ in .unknown } : known, isRunning: isRunning)
    }
  }

  private var granularity: Granularity {
    for case .time(let granularity) in result.dimensions { return granularity }
    return .day
  }

  private var isWithinDays: Bool { [.tenMinutes, .hour, .threeHours, .sixHours].contains(granularity) }

  private func point(_ start: Timestamp, _ figures: [Figure], isRunning: Bool) -> Chart.Point {
    Chart.Point(start, in: result.zone, isWithinDay: isWithinDays, figures: figures, isRunning: isRunning)
  }
}
