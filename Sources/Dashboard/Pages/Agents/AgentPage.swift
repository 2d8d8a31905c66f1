import Semantics
import Usage
import Web

/// One agent and its latest runs.
struct AgentPage: Page {
  let path = "/agents/{id}"
  let title = AgentsTexts.one
  let place = NavigationPlace.agents
  let isListed = false
  let controls: PageControls = [.period]

  private static let runs = 500
  private static let panel = "runs"

  func heading(_ visit: Visit) async -> String {
    let record = try? await Self.records(visit).first
    return record?.name ?? visit.segment("id")
  }

  /// Ids are unique within a project only.
  private static func records(_ visit: Visit) async throws -> [AgentRecord] {
    let query = ActivityQuery<AgentRecord>(scope: visit.reader.projects, ids: [visit.segment("id")], limit: 10)
    return try await visit.ports.activity.activity(query, budget: visit.inquiry.budget).records
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let id = visit.segment("id")
    let about = Panel("about", AgentsTexts.about, sources: [.init(Address("/v1/agents", [("id", id)]).text)]) {
      let records = try await Self.records(visit)
      guard !records.isEmpty else { return PanelBody("<p class=\"note\">\(AgentsTexts.unrecorded)</p>") }
      let names = try await Self.names(of: records.compactMap(\.user), visit)
      return PanelBody("\(records.map { Self.facts($0, names, visit).html })")
    }
    let interval = visit.stretch.interval
    let edges = [("from", interval.from), ("to", interval.to)].compactMap { name, instant in instant.map { (name, $0.description) } }
    let source = Panel.Source(Address("/v1/agent-runs", [("agent_id", id)] + edges + [("limit", String(Self.runs))]).text)
    return [about, Panel(Self.panel, AgentsTexts.latest, sources: [source]) { try await Self.latest(visit) }]
  }

  private static func names(of users: [ID<User>], _ visit: Visit) async throws -> [String: String] {
    try await visit.ports.names.names(of: Set(users.map(\.text)).sorted(), in: visit.reader.projects)
  }

  private static func facts(_ agent: AgentRecord, _ names: [String: String], _ visit: Visit) -> DescriptionList {
    func text(_ text: String?) -> HTML { text.map { "\($0)" } ?? Figure.unknown.html }
    func time(_ instant: Timestamp?) -> HTML { instant.map { TimeText($0, in: visit.selection.zone).html } ?? Figure.unknown.html }
    let user = agent.user.map { user -> HTML in
      "<a href=\"\(url: visit.link(to: PageLinks.user(user.text)))\">\(names[user.text] ?? user.text)</a>"
    }
    return DescriptionList(items: [
      (AgentsTexts.one, text(agent.name ?? agent.id.text)), (AgentsTexts.user, user ?? Figure.unknown.html),
      (AgentsTexts.status, text(agent.status)), (AgentsTexts.schedules, Figure(agent.schedules.map(Value.integer) ?? .null).html),
      (AgentsTexts.createdAt, time(agent.createdAt)), (AgentsTexts.deployedAt, time(agent.deployedAt)),
    ])
  }

  private static func latest(_ visit: Visit) async throws -> PanelBody {
    let about = visit.stretch
    let query = ActivityQuery<AgentRunRecord>(
      scope: about.scope, interval: about.interval, where: ["agent_id": .text(visit.segment("id"))], limit: Self.runs)
    let page = try await visit.ports.activity.activity(query, budget: visit.inquiry.budget)
    guard !page.records.isEmpty else { return PanelBody("<p class=\"note\">\(AgentsTexts.noRuns)</p>") }
    let names = try await names(of: page.records.compactMap(\.user), visit)
    let table = DataTable(columns, rows: page.records.map { row($0, names, visit) })
    let body = SortableTable(table, caption: AgentsTexts.latest, state: visit.table(panel), pageSize: 25).body
    let cut: HTML = "<p class=\"note after\">\(AgentsTexts.newest(Self.runs))</p>"
    return PanelBody("\(body.html)\(cut, if: page.next != nil)", table: body.table)
  }

  private static let columns: [DataTable.Column] = [
    .init("started_at", AgentsTexts.time), .init("status", AgentsTexts.status), .init("trigger", AgentsTexts.trigger),
    .init("user_id", AgentsTexts.by), .init("duration_ms", AgentsTexts.duration, .milliseconds),
  ]

  private static func row(_ run: AgentRunRecord, _ names: [String: String], _ visit: Visit) -> [DataTable.Cell] {
    let hasFailed = AgentRunRecord.failureStatuses.contains(run.status ?? "")
    return [
      .init(run.startedAt.map(Value.instant) ?? .null, html: run.startedAt.map { TimeText($0, in: visit.selection.zone).html }),
      .init(run.status.map(Value.text) ?? .null, html: hasFailed ? "<span class=\"failed\">\(run.status ?? "")</span>" : nil),
      .text(run.trigger), .text(run.user.map { names[$0.text] ?? $0.text }, link: run.user.map { visit.link(to: PageLinks.user($0.text)) }),
      .init(run.durationMicroseconds.map { .real(Double($0) / 1000) } ?? .null),
    ]
  }
}
