import Semantics
import Usage
import Web

/// What people thought of answers.
struct FeedbackPage: Page {
  let path = "/feedback"
  let title = FeedbackTexts.title
  let place = NavigationPlace.feedback
  let controls: PageControls = [.period, .filters]

  func panels(_ visit: Visit) async -> [Panel] {
    let figures = FeedbackPanels(visit: visit)
    return [
      figures.summary, figures.trend, figures.distribution, figures.models,
      FeedbackList(visit: visit, panelName: "list", title: FeedbackTexts.list, conditions: visit.selection.conditions).panel,
    ]
  }
}
