import Semantics
import Usage
import Web

extension OverviewPage {
  struct View {
    let path: String
    let visit: Visit
    let questions: Questions
    let model: Model

    private var selection: Selection { visit.selection }

    var html: HTML {
      if model.isUnused { return FirstSteps(server: visit.server).html }
      return """
        <div class="bar-top"><h1 class="hidden">Usage</h1>
        \(RangeSwitch(path: path, selection: selection, now: visit.now).html)
        </div>
        \(selection.notices.map { notice -> HTML in "<p class=\"notice\" role=\"status\">\(notice)</p>\n" })\
        \(FilterChips(path: path, selection: selection).html)
        \(summary.html)\(model.isEmpty ? emptiness : details)
        """
    }

    private var details: HTML {
      "\(series.html)<div class=\"panels\">\(breakdowns.map(\.html))</div>"
    }

    private var emptiness: HTML {
      let wider: HTML = "<a class=\"button\" href=\"\(selection.during("all").address(path))\">Look at all time</a>"
      let unfiltered: HTML = "<a class=\"button\" href=\"\(selection.unfiltered().address(path))\">Remove the filters</a>"
      return """
        <section class="panel empty"><h2>No usage in this period</h2>
        <p>Nothing was recorded here\(" with these filters", if: !selection.conditions.isEmpty).</p>
        <p class="actions">\(unfiltered, if: !selection.conditions.isEmpty)\(wider, if: selection.periodName != "all")</p></section>
        """
    }
  }
}

// The tiles.
extension OverviewPage.View {
  private static let tiles: [(label: String, metric: Metric)] = [
    ("Estimated cost", .cost), ("Requests", .requests), ("Tokens", .totalTokens), ("Users", .users), ("Success rate", .successRate),
  ]

  private var summary: Panel {
    Panel("summary", "Summary", questions.summary, model.summary) { result in
      guard let now = result.answerRows.first else { return "" }
      let before = result.previousRows?.first
      return """
        <dl class="tiles">
        \(Self.tiles.map { tile($0.label, $0.metric, now, before).html })</dl>
        \(comparison(result.previousInterval))\(unpriced(now))
        """
    }
  }

  private func tile(_ label: String, _ metric: Metric, _ now: AnswerRow, _ before: AnswerRow?) -> Tile {
    let unit = metric.definition.unit
    if metric == .cost, now.isUnpriced { return Tile(label: label, figure: .unknown, note: "no request has a price") }
    let value = now[metric], old = before.map { metric == .cost ? $0.cost : $0[metric] }
    return Tile(label: label, figure: .short(value, unit), change: old.flatMap { Change(from: $0, to: value, unit: unit) })
  }

  private func comparison(_ interval: Interval?) -> HTML? {
    interval.map { "<p class=\"compared note\">Changes are against \(Window(interval: $0, zone: selection.zone).words).</p>" }
  }

  private func unpriced(_ row: AnswerRow) -> HTML? {
    guard case .integer(let count) = row[.unpricedRequests], count > 0 else { return nil }
    let (subject, verb): (HTML, HTML) = count == 1 ? ("1 request has", "it is") : ("\(Figure.grouped(count)) requests have", "they are")
    let which = selection.narrowed(to: Condition(.costSource, "none")).address("/")
    return """
      <div class="notice"><span><b>\(subject) no price</b> and \(verb) not in the cost.</span> <a href="\(which)">Show which</a>\
      <details><summary>How to price them</summary><p>Name the price of the model in dollars per million tokens; it holds from the next request on.</p>\
      <pre><code>curl -X PUT \(visit.server.url)/v1/prices/overrides -H "Authorization: Bearer $WEIR_KEY" \\
        -H "Content-Type: application/json" \\
        -d '{"overrides":[{"provider":"my-host","model":"my-model","prices":{"input":3,"output":15}}]}'</code></pre></details></div>
      """
  }
}

// The chart and the breakdowns.
extension OverviewPage.View {
  private var series: Panel {
    let isHourly = selection.granularity == .hour
    return Panel("series", isHourly ? "Cost and requests by hour" : "Cost and requests by day", questions.series, model.series) { result in
      Chart(
        title: isHourly ? "Cost and requests by hour" : "Cost and requests by day", axis: isHourly ? "Hour" : "Day",
        series: [
          .init(title: "Estimated cost", unit: Metric.cost.definition.unit.rawValue, style: .area),
          .init(title: "Requests", unit: Metric.requests.definition.unit.rawValue, style: .line),
        ], points: points(result, isHourly: isHourly), hasLibrary: visit.hasCharts
      ).html
    }
  }

  private func points(_ result: QueryResult, isHourly: Bool) -> [Chart.Point] {
    let buckets = result.answerRows.compactMap { row -> (start: Timestamp, row: AnswerRow)? in
      guard case .instant(let start) = row[.time(selection.granularity)] else { return nil }
      return (start, row)
    }
    let running = buckets.lastIndex { $0.start <= visit.now }
    return buckets.enumerated().map { index, bucket in
      let ends = index + 1 < buckets.count ? buckets[index + 1].start : result.interval.to
      let isRunning = index == running && ends.map { visit.now < $0 } ?? false
      return point(bucket.start, bucket.row, result.zone, isHourly: isHourly, isRunning: isRunning)
    }
  }

  private func point(_ start: Timestamp, _ row: AnswerRow, _ zone: Zone, isHourly: Bool, isRunning: Bool) -> Chart.Point {
    let date = zone.date(of: start), clock = isHourly ? zone.clock(at: start) : nil
    let cost = row.isUnpriced ? Figure.unpriced : Figure(row.cost, .usd)
    return Chart.Point(
      label: clock ?? date.dayAndMonth, title: clock.map { date.withWeekday + ", " + $0 } ?? date.withWeekday,
      // Of the rest of today nothing is known yet, which is not the same as nothing.
      figures: start > visit.now ? [.unknown, .unknown] : [cost, Figure(row[.requests])], isRunning: isRunning)
  }

  private var breakdowns: [Panel] {
    let total = try? model.summary.get().answerRows.first
    return zip(OverviewPage.Questions.breakdowns, zip(questions.breakdowns, model.breakdowns)).map { attribute, asked in
      Panel("by-" + attribute.name, "By " + attribute.title.lowercased(), asked.0, asked.1) { result in
        BreakdownTable(attribute, result, total: total, path: path, selection: selection).html
      }
    }
  }
}
