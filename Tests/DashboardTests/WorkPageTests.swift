import Ingest
import Semantics
import Surfaces
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct AgentTrendTests {
  private let first = CivilDate(year: 2026, month: 3, day: 1)!

  private func trend(_ runs: AgentRuns, from date: CivilDate, days: Int64) -> AgentTrend {
    AgentTrend(runs, days: CalendarDays(from: date, through: date.adding(days: days - 1), in: .utc), today: first.adding(days: 2))
  }

  @Test func `a day without runs is there, a day to come is not known`() {
    var runs = AgentRuns()
    runs.days = [first: .init(runs: 5, successes: 3, failures: 1)]
    let points = trend(runs, from: first, days: 4).chart(hasLibrary: true).points
    #expect(points.map { $0.figures.map(\.text) } == [["3", "1", "1"], ["0", "0", "0"], ["0", "0", "0"], ["–", "–", "–"]])
    #expect(points.map(\.isRunning) == [false, false, true, false])
  }

  @Test func `all time begins with the first run`() {
    var runs = AgentRuns()
    runs.days = [first: .init(runs: 1)]
    #expect(trend(runs, from: first.adding(days: -3000), days: 3001).table.rows.count == 1)
  }
}

@Suite struct FailedExecutionTests {
  private func record() -> ExecutionRecord {
    var record = ExecutionRecord(id: ID("x1"), project: ID("p"))
    (record.user, record.model, record.failedAgents) = (ID("u7"), "gpt-4o", ["planner"])
    record.errorMessages = [AgentMessage(agent: "viz", text: "NameError: name 'df' is not defined")]
    return record
  }

  @Test(arguments: [
    ("", true), ("PLANNER", true), ("df defined", true), ("nameerror viz", true), ("gpt-4", true), ("ann", true), ("keyerror", false),
    ("df keyerror", false),
  ])
  func `every word has to be somewhere`(_ search: String, _ isFound: Bool) {
    #expect(FailedExecutions.contains(search, record(), ["u7": "Anna"]) == isFound)
  }

  @Test func `agents and kinds are ranked by what they have together`() {
    let table = ErrorMatrix([
      .init(agent: "a", category: "NameError", count: 1), .init(agent: "b", category: "NameError", count: 2),
      .init(agent: "b", category: "TypeError", count: 5),
    ]).table
    #expect(table.columns.map(\.name) == ["agent", "TypeError", "NameError"])
    #expect(table.rows.map { $0.map(\.value) } == [[.text("b"), .integer(5), .integer(2)], [.text("a"), .integer(0), .integer(1)]])
  }
}

@Suite struct IngestionViewTests {
  private func view(_ health: IngestHealth) -> IngestionView { IngestionView(health: health, zone: .utc, hasCharts: false) }

  @Test func `reasons and verdicts are those of the buckets`() {
    var early = IngestHistory.Bucket(start: Timestamp(seconds: 0)), late = IngestHistory.Bucket(start: Timestamp(seconds: 600))
    (early.accepted, early.rejected) = (5, [.missing: 1])
    (late.duplicates, late.rejected) = (2, [.missing: 1, .outOfTime: 3])
    let view = view(IngestHealth(statistics: WriterStatistics(), journalBytes: nil, buckets: [early, late]))
    #expect(view.reasons.table?.rows.map { $0[1].value } == [.integer(3), .integer(2)])
    #expect(
      view.verdicts.table?.rows.map { $0.dropFirst().map(\.value) } == [
        [.integer(5), .integer(0), .integer(1)], [.integer(0), .integer(2), .integer(4)],
      ])
  }

  @Test func `a failing disk is said, an unknown size is not a size of nothing`() {
    var statistics = WriterStatistics()
    statistics.journalFailure = "no <space>"
    let html = view(IngestHealth(statistics: statistics, journalBytes: nil, buckets: [])).state.html.source
    #expect(html.contains("no &lt;space&gt;") && html.contains("<dd><span class=\"unknown\">–</span></dd>"))
    #expect(view(IngestHealth(statistics: .init(), journalBytes: 67_108_864, buckets: [])).state.html.source.contains("67.1 MB"))
  }

  @Test func `a payload is escaped and cut`() {
    let body = "<script>" + String(repeating: "é", count: QuarantineList.longest)
    let html = QuarantineList.payload(
      QuarantinedEvent(
        id: "q", receivedAt: Timestamp(seconds: 0), project: ID("p"), source: "api", rejection: Rejection(.invalid, "no"), body: body)
    ).source
    #expect(html.contains("&lt;script&gt;é") && !html.contains("<script>") && html.contains("… 8 more characters"))
  }

  @Test func `only admins see what was rejected`() async throws {
    let site = try await DashboardSite()
    #expect(try await site.page("/ingestion").contains(FrameTexts.adminOnly))
    #expect(try await site.get("/ingestion", [.authorization: "Bearer " + site.admin.secret.text]).status == .ok)
  }
}
