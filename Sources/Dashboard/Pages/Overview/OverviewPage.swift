import Semantics
import Surfaces
import Usage
import Web

/// What was used, what it cost, how well it worked: the answer in ten seconds.
struct OverviewPage: Page {
  let path = "/"
  let title = OverviewTexts.title
  let place = NavigationPlace.overview
  let scripts = ["first-run.js"]

  var actions: [PageAction] {
    [
      PageAction("demo", done: FirstRunTexts.demoDone, patience: .demo) { visit, _ in
        _ = try await visit.ports.administration.demo.recordDemo(days: Self.demoDays, seed: 1, by: visit.reader)
        return .done()
      }
    ]
  }

  private static let demoDays = 90

  /// What to do on a server that has recorded nothing yet. All requests are counted, which takes no time however many there are.
  func replacement(_ visit: Visit) async -> HTML? {
    let everything = Question(shape: .summary, metrics: [.requests], selection: visit.selection.unfiltered().during("all"))
    guard let row = try? await visit.inquiry.result(everything).answerRows.first, row[.requests] == .integer(0) else { return nil }
    return FirstSteps(visit: visit).html
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let questions = OverviewQuestions(visit)
    let summary = OverviewSummary(visit: visit, questions: questions)
    return [summary.panel, summary.laterCourses, OverviewTrend(visit: visit, question: questions.series).panel]
      + questions.breakdowns.map { OverviewBreakdown(visit: visit, attribute: $0.0, question: $0.1, summary: questions.summary).panel }
      + [OverviewUsers(visit: visit).panel]
  }
}
