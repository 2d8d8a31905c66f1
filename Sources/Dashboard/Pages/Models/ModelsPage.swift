/// All models that were used, and what each cost.
struct ModelsPage: Page {
  let path = "/models"
  let title = ModelsTexts.title
  let place = NavigationPlace.models
  let controls: PageControls = [.period, .filters]

  func panels(_ visit: Visit) async -> [Panel] {
    let count = await visit.requestCount(UsageHistory.total(visit))
    guard count != 0 else { return [UsageNothing(visit: visit).panel] }
    return [
      UsageHistory(visit: visit, attribute: .model, title: ModelsTexts.history).panel,
      ModelList(visit: visit, selection: visit.selection, title: ModelsTexts.list, isDeferred: SlowFigures.areDeferred(for: count)).panel,
    ]
  }
}
