import Semantics
import Surfaces
import Usage
import Web

/// Active and new users, and how long chats last.
struct UsersActivity: Sendable {
  private let visit: Visit
  private let activity: Once<UserActivity>
  private let question: Question
  private let series: Question

  init(visit: Visit) {
    self.visit = visit
    let selection = visit.selection
    let hasPrevious = selection.comparesPrevious && selection.period.previous(now: visit.now, zone: selection.zone) != nil
    question = Question(shape: .summary, metrics: UserActivity.metrics, selection: selection, comparesPrevious: hasPrevious)
    let series = Question(shape: .series(selection.granularity), metrics: UserActivity.metrics, selection: selection)
    self.series = series
    activity = Once {
      let plan = try Plan(series.query, scope: visit.inquiry.scope, now: visit.now)
      return try await UserActivity(plan, engine: visit.ports.engine, reports: visit.ports.reports, budget: visit.inquiry.budget)
    }
  }

  private var source: Panel.Source {
    let items = visit.selection.periodItems + [("zone", visit.selection.zone.id)] + visit.selection.filterItems
    return .init(Address("/v1/usage/activity", items + [("granularity", visit.selection.granularity.name)]).text)
  }

  var summary: Panel {
    Panel("activity", UsersTexts.summary, sources: [question.source, source]) {
      async let asked = activity.value()
      let result = try await visit.inquiry.result(question), activity = try await asked
      guard let now = result.answerRows.first else { return PanelBody("") }
      let tiles = self.tiles(now, result.previousRows?.first, activity)
      let table = DataTable(tiles.map { .init($0.name, $0.tile.label, .count) }, rows: [tiles.map { .init($0.value) }])
      return PanelBody("<dl class=\"tiles five\">\n\(tiles.map(\.tile.html))</dl>\n\(comparison(result))", table: table)
    }
  }

  private func tiles(_ now: AnswerRow, _ before: AnswerRow?, _ activity: UserActivity) -> [(name: String, value: Value, tile: Tile)] {
    func counted(_ name: String, _ label: String, _ metric: Metric) -> (String, Value, Tile) {
      let change = before.flatMap { Change(from: $0[metric], to: now[metric], unit: .count) }
      return (name, now[metric], Tile(label: label, figure: .short(now[metric]), change: change))
    }
    let perChat = activity.requestsPerSession.map(Value.real) ?? .null
    let minutes = activity.averageSeconds.map { Value.real($0 / 60) } ?? .null
    return [
      counted("users", UsersTexts.active, .users),
      ("new_users", .integer(activity.newUsers), Tile(label: UsersTexts.new, figure: .short(.integer(activity.newUsers)))),
      counted("chats", UsersTexts.chats, .chats),
      ("requests_per_chat", perChat, Tile(label: UsersTexts.requestsPerChat, figure: Figure(perChat))),
      ("minutes_per_chat", minutes, Tile(label: UsersTexts.minutesPerChat, figure: Figure(minutes), note: UsersTexts.lasting)),
    ]
  }

  private func comparison(_ result: QueryResult) -> HTML? {
    result.previousInterval.map {
      "<p class=\"compared note\">\(OverviewTexts.against(Window(interval: $0, zone: visit.selection.zone).html))</p>"
    }
  }

  var trend: Panel {
    let isHourly = visit.selection.granularity == .hour
    let title = isHourly ? UsersTexts.byHour : UsersTexts.byDay
    return Panel("trend", title, sources: [source]) {
      let activity = try await activity.value()
      let columns: [DataTable.Column] = [
        .init("time", isHourly ? OverviewTexts.hour : OverviewTexts.day), .init("users", UsersTexts.active, .count),
        .init("new_users", UsersTexts.new, .count), .init("chats", UsersTexts.chats, .count),
      ]
      let chart = Chart(
        title: title, axis: columns[0].title,
        series: [
          .init(title: UsersTexts.active, unit: "count", style: .area), .init(title: UsersTexts.new, unit: "count", style: .bar),
          .init(title: UsersTexts.chats, unit: "count", style: .line),
        ],
        points: SeriesPoints(activity.series, now: visit.now).points { figures($0, activity).map { Figure($0) } },
        hasLibrary: visit.hasCharts)
      let rows = activity.series.answerRows.map { row in
        [DataTable.Cell(.text(start(row)?.description(in: visit.selection.zone) ?? ""))] + figures(row, activity).map { .init($0) }
      }
      return PanelBody(chart.html, table: DataTable(columns, rows: rows))
    }
  }

  private func start(_ row: AnswerRow) -> Timestamp? {
    if case .instant(let start) = row[.time(visit.selection.granularity)] { start } else { nil }
  }

  private func figures(_ row: AnswerRow, _ activity: UserActivity) -> [Value] {
    [row[.users], .integer(start(row).flatMap { activity.new[$0] } ?? 0), row[.chats]]
  }
}
