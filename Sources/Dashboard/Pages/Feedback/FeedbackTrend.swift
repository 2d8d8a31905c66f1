import Semantics
import Usage
import Web

/// How many ratings there were over time, and what they were on average.
struct FeedbackTrend {
  let visit: Visit
  let figures: FeedbackFigures
  let interval: Interval
  let title: String

  private static let bucketLimit = 2000

  var body: PanelBody {
    let zone = visit.selection.zone, isHourly = visit.selection.granularity == .hour
    let chart = Chart(
      title: title, axis: isHourly ? OverviewTexts.hour : OverviewTexts.day,
      series: [
        .init(title: FeedbackTexts.ratings, unit: "count", style: .bar), .init(title: FeedbackTexts.average, unit: "score", style: .line),
      ],
      points: starts.map { start in
        Chart.Point(start, in: zone, isWithinDay: isHourly, figures: values(start).map { Figure($0) }, isRunning: start == running)
      }, hasLibrary: visit.hasCharts)
    let columns: [DataTable.Column] = [
      .init("time", chart.axis), .init("ratings", FeedbackTexts.ratings, .count), .init("average", FeedbackTexts.average, .count),
    ]
    let rows = starts.map { start in [DataTable.Cell(.text(start.description(in: zone)))] + values(start).map { .init($0) } }
    return PanelBody(chart.html, table: DataTable(columns, rows: rows))
  }

  /// Nobody's rating has no average.
  private func values(_ start: Timestamp) -> [Value] {
    let scores = figures.buckets[start]?.scores ?? ScoreCount()
    return [.integer(scores.count), scores.average.map(Value.real) ?? .null]
  }

  /// Every bucket up to now; of all time, those from the first rating to the last.
  private var starts: [Timestamp] {
    let known = figures.buckets.keys.sorted()
    guard let first = known.first, let last = known.last else { return [] }
    let from = interval.from ?? first, to = min(interval.to ?? last.adding(microseconds: 1), max(visit.now, last).adding(microseconds: 1))
    let bucketing = Bucketing(visit.selection.granularity, in: visit.selection.zone, over: Interval(from: from, to: to))
    return bucketing?.buckets(limit: Self.bucketLimit) ?? known
  }

  private var running: Timestamp? {
    starts.last { $0 <= visit.now }.flatMap { ($0 == starts.last && interval.to.map { visit.now < $0 } ?? true) ? $0 : nil }
  }
}
