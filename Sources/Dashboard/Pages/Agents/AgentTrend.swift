import Semantics
import Usage

/// How runs ended day by day, with the days on which nothing ran.
struct AgentTrend {
  private let days: [(date: CivilDate, outcome: AgentRuns.Outcome)]
  private let today: CivilDate
  private let zone: Zone

  /// - Parameter days: those that the period touches. Of time that begins nowhere, the first is the first with a run.
  init(_ runs: AgentRuns, days: CalendarDays, today: CivilDate) {
    let first = days.dates.count > Self.longest ? runs.days.keys.min() ?? days.last : days.first
    self.days = CalendarDays(from: first, through: days.last, in: days.zone).dates.map { ($0, runs.days[$0] ?? .init()) }
    self.today = today
    zone = days.zone
  }

  /// Longer periods are not shown from before the first run on.
  private static let longest = 400

  private static let series: [(name: String, title: String, count: @Sendable (AgentRuns.Outcome) -> Int64)] = [
    ("successes", AgentsTexts.succeeded, { $0.successes }), ("failures", AgentsTexts.failed, { $0.failures }),
    ("others", AgentsTexts.other, { $0.runs - $0.successes - $0.failures }),
  ]

  func chart(hasLibrary: Bool) -> Chart {
    Chart(
      title: AgentsTexts.trend, axis: AgentsTexts.day, series: Self.series.map { .init(title: $0.title, unit: "count", style: .stack) },
      points: days.map { day in
        Chart.Point(
          zone.start(of: day.date), in: zone,
          figures: Self.series.map { day.date > today ? .unknown : Figure(.integer($0.count(day.outcome))) }, isRunning: day.date == today)
      }, hasLibrary: hasLibrary, height: .short)
  }

  var table: DataTable {
    DataTable(
      [.init("day", AgentsTexts.day)] + Self.series.map { .init($0.name, $0.title, .count) },
      rows: days.map { day in [.text(day.date.description)] + Self.series.map { .init(.integer($0.count(day.outcome))) } })
  }
}
