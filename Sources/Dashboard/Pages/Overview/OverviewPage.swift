import Semantics
import Usage
import Web

/// What was used, what it cost, how well it worked: the answer in ten seconds.
struct OverviewPage: Page {
  let path = "/"
  let title = OverviewTexts.title
  let place = NavigationPlace.overview

  /// What to do on a server that has recorded nothing yet.
  func replacement(_ visit: Visit) async -> HTML? {
    let everything = Question(shape: .summary, metrics: [.requests], selection: visit.selection.unfiltered().during("all"))
    guard await hasNothing(OverviewQuestions(visit).summary, visit), await hasNothing(everything, visit) else { return nil }
    return FirstSteps(server: visit.server).html
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let questions = OverviewQuestions(visit)
    let summary = OverviewSummary(visit: visit, questions: questions).panel
    if await hasNothing(questions.summary, visit) { return [summary, emptiness(visit)] }
    return [summary, OverviewTrend(visit: visit, question: questions.series).panel]
      + questions.breakdowns.map { OverviewBreakdown(visit: visit, attribute: $0.0, question: $0.1, summary: questions.summary).panel }
  }

  private func hasNothing(_ question: Question, _ visit: Visit) async -> Bool {
    guard let row = try? await visit.inquiry.result(question).answerRows.first else { return false }
    return row[.requests] == .integer(0)
  }

  private func emptiness(_ visit: Visit) -> Panel {
    let selection = visit.selection
    var actions: [(String, String)] = []
    if !selection.conditions.isEmpty { actions.append((OverviewTexts.removeFilters, selection.unfiltered().address(visit.path))) }
    if selection.periodName != "all" { actions.append((OverviewTexts.allTime, selection.during("all").address(visit.path))) }
    let advice = selection.conditions.isEmpty ? OverviewTexts.nothingRecorded : OverviewTexts.nothingWithFilters
    let state = EmptyState(title: OverviewTexts.noUsage, advice: advice, actions: actions.map { (title: $0.0, address: $0.1) }).html
    return Panel("nothing", OverviewTexts.usage) { PanelBody(state) }
  }
}
