import Semantics
import Usage
import Web

/// The panels that are made of the report about agents.
struct AgentFigures: Sendable {
  let visit: Visit
  let runs: Asked<AgentRuns>
  private let source: Panel.Source
  private let days: CalendarDays

  static let limit = 200

  init(_ visit: Visit) {
    self.visit = visit
    source = visit.report("/v1/reports/agents", limit: Self.limit)
    let about = visit.stretch
    let days = CalendarDays(touching: about.interval, now: visit.now, in: visit.selection.zone)
    self.days = days
    let (reports, budget) = (visit.ports.reports, visit.inquiry.budget)
    runs = Asked { try await reports.agentRuns(about, days: days, limit: Self.limit, budget: budget) }
  }

  var tiles: Panel {
    Panel("summary", AgentsTexts.summary, sources: [source]) {
      async let known = visit.ports.reports.agentSummary(days.lastDay, scope: visit.reader.projects, budget: visit.inquiry.budget)
      let runs = try await runs.value.total, summary = try await known
      let row = TileRow([
        .init("agents", AgentsTexts.agents, .integer(summary.agents)), .init("deployed", AgentsTexts.deployed, .integer(summary.deployed)),
        .init("schedules", AgentsTexts.schedules, .integer(summary.schedules)), .init("runs", AgentsTexts.runs, .integer(runs.runs)),
        .init("success_rate", AgentsTexts.successRate, Value(runs.successRate), .ratio),
        .init("failures", AgentsTexts.failed, .integer(runs.failures)),
        .init("average_duration_ms", AgentsTexts.average, Value(runs.averageMilliseconds), .milliseconds),
        .init("longest_duration_ms", AgentsTexts.longest, Value(runs.longestMilliseconds), .milliseconds),
      ])
      return PanelBody("\(row.html)<p class=\"note after\">\(AgentsTexts.rateNote)</p>", table: row.table)
    }
  }

  var trend: Panel {
    Panel("trend", AgentsTexts.trend, sources: [source]) {
      let trend = AgentTrend(try await runs.value, days: days, today: visit.selection.zone.date(of: visit.now))
      return PanelBody(trend.chart(hasLibrary: visit.hasCharts).html, table: trend.table)
    }
  }

  var list: Panel {
    Panel("agents", AgentsTexts.list, width: .twoThirds, sources: [source]) {
      let agents = try await runs.value.agents
      let table = DataTable(Self.columns, rows: agents.map(row))
      let body = SortableTable(table, caption: AgentsTexts.list, state: visit.table("agents"), pageSize: 25).body
      let cut: HTML = "<p class=\"note after\">\(AgentsTexts.more(than: Self.limit))</p>"
      return PanelBody("\(body.html)\(cut, if: agents.count == Self.limit)", table: body.table)
    }
  }

  private static let columns: [DataTable.Column] = [
    .init("agent", AgentsTexts.one), .init("runs", AgentsTexts.runs, .count), .init("success_rate", AgentsTexts.successRate, .ratio),
    .init("average_duration_ms", AgentsTexts.average, .milliseconds), .init("longest_duration_ms", AgentsTexts.longest, .milliseconds),
    .init("last_run_at", AgentsTexts.lastRun),
  ]

  private func row(_ agent: AgentRuns.Agent) -> [DataTable.Cell] {
    [
      .text(agent.name ?? agent.id.text, link: visit.link(to: PageLinks.agent(agent.id.text))), .init(.integer(agent.outcome.runs)),
      .init(Value(agent.outcome.successRate)), .init(Value(agent.outcome.averageMilliseconds)),
      .init(Value(agent.outcome.longestMilliseconds)),
      .init(agent.lastRun.map(Value.instant) ?? .null, html: agent.lastRun.map { TimeText($0, in: visit.selection.zone).html }),
    ]
  }

  var triggers: Panel {
    Panel("triggers", AgentsTexts.triggers, width: .third, sources: [source]) {
      let found = try await runs.value.triggers
      let most = found.map(\.count).max() ?? 1
      let items = found.map { trigger in
        BarList.Item(
          name: trigger.name.isEmpty ? "<i>\(AgentsTexts.unknown)</i>" : "\(trigger.name)", address: nil,
          length: Double(trigger.count) / Double(max(most, 1)), figures: [Figure(.integer(trigger.count))])
      }
      let table = DataTable(
        [.init("trigger", AgentsTexts.trigger), .init("runs", AgentsTexts.runs, .count)],
        rows: found.map { [.text($0.name.isEmpty ? nil : $0.name), .init(.integer($0.count))] })
      return PanelBody(BarList(title: AgentsTexts.trigger, columns: [AgentsTexts.runs], items: items).html, table: table)
    }
  }
}

extension Value {
  /// null where it is not known.
  init(_ number: Double?) { self = number.map(Value.real) ?? .null }
}

extension PageLinks {
  static func agent(_ id: String) -> String { "/agents/" + PercentEncoding.encode(id) }
}
