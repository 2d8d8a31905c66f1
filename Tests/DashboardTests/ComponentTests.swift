import Accounts
import Semantics
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct ComponentTests {
  private func selection(_ query: String) throws -> Selection { try Selection(QueryParameters(parsing: query), zone: .utc) }

  @Test func `a tile`() {
    let tile = Tile(
      label: "Requests", figure: Figure(.integer(1200)), change: Change(from: .integer(1000), to: .integer(1200), unit: .count))
    #expect(
      tile.html.source == """
        <div class="tile"><dt>Requests</dt><dd class="figure"><data value="1200">1,200</data></dd>\
        <dd class="against"><span class="change"><span aria-hidden="true">↗</span><span class="hidden">up</span> \
        <span data-number>20%</span></span></dd></div>

        """)
  }

  @Test func `a long name may go on after its joints and stays text`() {
    #expect(JointedName("data_viz_agent").html.source == "data_<wbr>viz_<wbr>agent")
    #expect(JointedName("a/<b>_").html.source == "a/<wbr>&lt;b&gt;_<wbr>")
    #expect(JointedName("").html.source == "")
  }

  @Test func `the range switch marks the period in force and keeps the filters`() throws {
    let range = RangeSwitch(path: "/", selection: try selection("period=7d&model=a%22b"), now: DashboardSite.now).html.source
    #expect(range.contains("<a href=\"/?period=7d&amp;model=a%22b\" aria-current=\"true\">7 days</a>"))
    #expect(range.contains("<a href=\"/?period=all&amp;model=a%22b\">All time</a>"))
    #expect(range.matches(of: /<a href="\/\?period=[a-z0-9]+&amp;model=a%22b"/).count == 7)
    #expect(range.contains(">25 Feb – 3 Mar 2026</span></b>"))
    #expect(
      range.contains("<span class=\"zone\">Days in UTC<a data-other-than=\"UTC\" data-words=\"Show in {zone}\" hidden></a></span>"))
  }

  @Test func `dates of one's own begin with those on the screen and keep what else was chosen`() throws {
    let range = RangeSwitch(
      path: "/", selection: try selection("from=2026-02-01&to=2026-02-10&model=a%22b&compare=none"), now: DashboardSite.now
    ).html.source
    #expect(range.contains("name=\"from\" value=\"2026-02-01\"") && range.contains("name=\"to\" value=\"2026-02-10\""))
    #expect(range.contains("<input type=\"hidden\" name=\"model\" value=\"a&quot;b\">"))
    #expect(range.contains(">1 Feb – 10 Feb 2026</span></b>") && range.contains("<option value=\"none\" selected>"))
    #expect(!range.contains("href=\"/?period=30d&amp;model=a%22b&amp;compare=none\" aria-current"))
  }

  @Test func `filters can be seen and removed`() throws {
    #expect(FilterChips(path: "/", selection: try selection("")).html == nil)
    #expect(
      FilterChips(path: "/", selection: try selection("user_id=%3Cb%3E&model=")).html?.source == """
        <ul class="chips" aria-label="Filters"><li class="chip"><span>User is <b>&lt;b&gt;</b></span>\
        <a href="/?period=30d&amp;model=" aria-label="Remove the filter User">×</a></li>\
        <li class="chip"><span>Model is <i>none</i></span>\
        <a href="/?period=30d&amp;user_id=%3Cb%3E" aria-label="Remove the filter Model">×</a></li>\
        <li><a class="clear" href="/?period=30d">Remove all</a></li></ul>
        """)
  }

  @Test func `instants of one's own begin with the days that they are on`() throws {
    let range = RangeSwitch(
      path: "/", selection: try selection("from=2026-02-01T10:00:00Z&to=2026-02-10T00:00:00Z"), now: DashboardSite.now
    ).html.source
    #expect(range.contains("name=\"from\" value=\"2026-02-01\"") && range.contains("name=\"to\" value=\"2026-02-09\""))
  }

  @Test func `a chart is a table that says what to draw`() throws {
    let day = try #require(Timestamp("2026-03-01T00:00:00Z"))
    let chart = Chart(
      title: "Cost", axis: "Day", series: [.init(title: "Cost", unit: "usd", style: .area)],
      points: [.init(day, in: .utc, figures: [.unpriced], isRunning: true)], hasLibrary: true)
    let source = chart.html.source
    #expect(source.contains("<ul class=\"legend\"><li class=\"key c0 area\">Cost</li></ul>"))
    #expect(source.contains("<div class=\"canvas tall\" role=\"img\" aria-label=\"Cost: a chart of the table below\"></div>"))
    #expect(source.contains("<tr><th scope=\"col\">Day</th><th scope=\"col\" data-unit=\"usd\" data-kind=\"area\">Cost</th></tr>"))
    #expect(
      source.contains(
        """
        <tr><th scope="row" data-label="1 Mar" data-label-form="short">\
        <time datetime="2026-03-01T00:00:00Z" data-zone="UTC" data-form="weekday">Sun 1 Mar 2026</time> \
        <span class="note">so far</span></th><td><span class="unknown">unpriced</span></td></tr>
        """
      ))
  }

  @Test func `a hostile name stays text`() async throws {
    let name = "</script><img src=x onerror=alert(1)>\"'"
    let engine = StubEngine(rows: { plan throws(QueryFailure) in
      plan.dimensions.isEmpty
        ? try StubEngine.small.rows(plan)
        : plan.dimensions[0].isTime ? [] : [[.text(name)] + StubEngine.row(plan, [.requests: .integer(1)])]
    })
    let page = try await DashboardSite(engine).page("/?model=%3Cscript%3E")
    #expect(!page.contains("<img") && !page.contains("<script>"))
    #expect(page.contains("title=\"&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;\">&lt;/script&gt;"))
    #expect(page.contains("model=%3C%2Fscript%3E") || page.contains("model=%3C/script%3E"))
  }
}

@Suite struct BreakdownTests {
  private func table(_ rows: [[Value]], limit: Int = 10, total: [Value]? = nil) throws -> BreakdownTable {
    let selection = try Selection(QueryParameters(parsing: ""), zone: .utc)
    let asked = Question(shape: .breakdown(.model, limit: limit), metrics: BreakdownTable.metrics, selection: selection)
    let whole = Question(shape: .summary, metrics: BreakdownTable.metrics, selection: selection)
    let result = QueryResult(
      try Plan(asked.query, scope: .all, now: DashboardSite.now), rows: Array(rows.prefix(limit)), isTruncated: rows.count > limit)
    let summary = try total.map { QueryResult(try Plan(whole.query, scope: .all, now: DashboardSite.now), rows: [$0]) }
    return BreakdownTable(.model, result, total: summary?.answerRows.first, path: "/", selection: selection)
  }

  @Test func `shares are of the whole, bars against the largest, and the rest is named`() throws {
    let table = try table(
      [
        [.text("a"), StubEngine.dollars("4"), .integer(10), .integer(0)], [.text("b"), StubEngine.dollars("2"), .integer(5), .integer(1)],
        [.text("c"), StubEngine.dollars("1"), .integer(1), .integer(0)],
      ], limit: 2, total: [StubEngine.dollars("8"), .integer(20), .integer(1)])
    #expect(table.rows.map(\.share.text) == ["50.0%", "25.0%"])
    #expect(table.rows.map(\.bar) == [1, 0.5])
    #expect(table.rows.map(\.address) == ["/?period=30d&model=a", "/?period=30d&model=b"])
    #expect(table.rest.map { [$0.cost.text, $0.requests.text, $0.share.text] } == ["$2.00", "5", "25.0%"])
  }

  @Test func `an unpriced model has no cost, a free one costs nothing`() throws {
    let table = try table([
      [.text("free"), .money(.zero), .integer(3), .integer(0)], [.text("mystery"), .money(.zero), .integer(1), .integer(1)],
    ])
    #expect(table.rows.map(\.cost.text) == ["$0.00", "unpriced"])
    #expect(table.shareTitle == "Share of requests")
    #expect(table.rows.map(\.share.text) == ["75.0%", "25.0%"])
    #expect(table.rest == nil)
    let mixed = try self.table([
      [.text("a"), StubEngine.dollars("4"), .integer(3), .integer(0)], [.text("mystery"), .money(.zero), .integer(1), .integer(1)],
    ])
    #expect(mixed.rows.map(\.share.text) == ["100%", "–"])
  }

  @Test func `a row without a name leads to what has none`() throws {
    let table = try table([[.null, StubEngine.dollars("1"), .integer(1), .integer(0)]])
    #expect(
      table.html.source == """
        <div class="scroll"><table class="breakdown">
        <thead><tr><th scope="col">Model</th><th scope="col">Cost</th><th scope="col">Requests</th><th scope="col">\
        <abbr title="Share of cost">Share</abbr></th></tr></thead>
        <tbody>
        <tr><th scope="row"><svg class="bar" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">\
        <rect width="1000" height="1"/></svg><a href="/?period=30d&amp;model="><i>none</i></a></th>\
        <td><data value="1">$1.00</data></td><td><data value="1">1</data></td><td><data value="1.0">100%</data></td></tr>
        </tbody></table></div>
        """)
  }
}
