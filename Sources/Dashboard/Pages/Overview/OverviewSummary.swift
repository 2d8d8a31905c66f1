import Semantics
import Usage
import Web

/// The figures at the head of the page, and what they leave out.
struct OverviewSummary: Sendable {
  let visit: Visit
  let questions: OverviewQuestions

  private static let courses = "courses"
  private static let tiles: [(label: String, metric: Metric)] = [
    (OverviewTexts.cost, .cost), (OverviewTexts.requests, .requests), (OverviewTexts.tokens, .totalTokens),
    (OverviewTexts.providers, .providers), (OverviewTexts.models, .models), (OverviewTexts.users, .users),
    (OverviewTexts.successRate, .successRate), (OverviewTexts.p95, .p95Duration),
  ]

  var panel: Panel {
    Panel("summary", OverviewTexts.summary, questions.summary, visit: visit) { result in
      guard let now = result.answerRows.first else { return PanelBody("") }
      let before = result.previousRows?.first
      let course = try? await visit.inquiry.result(questions.series).answerRows
      let html: HTML = """
        <dl class="tiles" data-courses="\(visit.viewAddress([("panel", Self.courses), ("format", "html")]))">
        \(Self.tiles.map { tile($0.label, $0.metric, now, before, course ?? []).html })</dl>
        \(comparison(result.previousInterval))\(unpriced(now))\(emptiness(now))
        """
      return PanelBody(html, table: DataTable(result))
    }
  }

  private func tile(_ label: String, _ metric: Metric, _ now: AnswerRow, _ before: AnswerRow?, _ course: [AnswerRow]) -> Tile {
    let unit = metric.definition.unit
    if metric == .cost, now.isUnpriced { return Tile(label: label, figure: .unknown, note: OverviewTexts.nothingPriced) }
    let value = now[metric], old = before.map { metric == .cost ? $0.cost : $0[metric] }
    let isLater = OverviewQuestions.laterCourses.contains(metric)
    return Tile(
      label: label, figure: .short(value, unit), change: old.flatMap { Change(from: $0, to: value, unit: unit) },
      course: isLater ? nil : line(metric, course), laterCourse: isLater ? metric.name : nil)
  }

  private func line(_ metric: Metric, _ course: [AnswerRow]) -> Sparkline {
    Sparkline(values: passed(course).map { $0[metric].magnitude })
  }

  /// The courses that the page comes without.
  var laterCourses: Panel {
    var panel = Panel(Self.courses, OverviewTexts.courses, questions.laterSeries, visit: visit) { result in
      let rows = result.answerRows
      let lines = OverviewQuestions.laterCourses.map { metric -> HTML in
        "<div data-course=\"\(metric.name)\">\(line(metric, rows).html)</div>"
      }
      return PanelBody("\(lines)", table: DataTable(result))
    }
    panel.isPart = true
    return panel
  }

  /// Without the time to come, of which nothing is known.
  private func passed(_ course: [AnswerRow]) -> [AnswerRow] {
    course.filter { row in
      if case .instant(let start) = row[.time(visit.selection.granularity)] { start <= visit.now } else { false }
    }
  }

  private func comparison(_ interval: Interval?) -> HTML? {
    interval.map { "<p class=\"compared note\">\(OverviewTexts.against(Window(interval: $0, zone: visit.selection.zone).html))</p>" }
  }

  private func unpriced(_ row: AnswerRow) -> HTML? {
    guard case .integer(let count) = row[.unpricedRequests], count > 0 else { return nil }
    let words = NoticeTexts.unpriced(count)
    let which = visit.selection.narrowed(to: Condition(.costSource, "none")).address("/")
    return """
      <div class="notice"><span><b>\(words.subject)</b> \(words.rest)</span> <a href="\(which)">\(NoticeTexts.which)</a> \
      <a href="\(visit.selection.address(PricesPage().path))">\(NoticeTexts.price)</a></div>
      """
  }

  private func emptiness(_ row: AnswerRow) -> HTML? {
    guard row[.requests] == .integer(0) else { return nil }
    let selection = visit.selection
    var actions: [(title: String, address: String)] = []
    if !selection.conditions.isEmpty { actions.append((OverviewTexts.removeFilters, selection.unfiltered().address(visit.path))) }
    if selection.periodName != "all" { actions.append((OverviewTexts.allTime, selection.during("all").address(visit.path))) }
    let advice = selection.conditions.isEmpty ? OverviewTexts.nothingRecorded : OverviewTexts.nothingWithFilters
    return EmptyState(title: OverviewTexts.noUsage, advice: advice, actions: actions).html
  }
}
