/// All providers that were used, and what each cost.
struct ProvidersPage: Page {
  let path = "/providers"
  let title = ProvidersTexts.title
  let place = NavigationPlace.providers
  let controls: PageControls = [.period, .filters]

  func panels(_ visit: Visit) async -> [Panel] {
    let count = await visit.requestCount(UsageHistory.total(visit))
    guard count != 0 else { return [UsageNothing(visit: visit).panel] }
    return [
      UsageHistory(visit: visit, attribute: .provider, title: ProvidersTexts.history).panel,
      ProviderList(visit: visit, isDeferred: SlowFigures.areDeferred(for: count)).panel,
    ]
  }
}
