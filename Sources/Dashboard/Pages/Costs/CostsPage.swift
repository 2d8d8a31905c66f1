/// What was spent, is being spent and will be.
struct CostsPage: Page {
  let path = "/costs"
  let title = CostsTexts.title
  let place = NavigationPlace.costs
  let controls: PageControls = [.period, .filters]
  let scripts = ["refresh.js"]

  func panels(_ visit: Visit) async -> [Panel] {
    let present = [CostToday(visit: visit).panel, CostProjections(visit: visit).panel]
    let daily = CostDaily(visit: visit)
    guard await visit.requestCount(daily.question) != 0 else { return present + [UsageNothing(visit: visit).panel] }
    return present + [
      daily.panel, CostPerThousand(visit: visit).panel, CostTiers(visit: visit).panel, CostTierModels(visit: visit).panel,
      CostUnpriced(visit: visit).panel,
    ]
  }
}
