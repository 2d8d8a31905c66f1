import Semantics

/// One model: how much of it was used, how fast and well it answered, by whom, and what they thought of it.
struct ModelPage: Page {
  let path = "/models/{model}"
  let title = ModelsTexts.title
  let place = NavigationPlace.models
  let isListed = false

  func heading(_ visit: Visit) async -> String { visit.segment("model") }

  func panels(_ visit: Visit) async -> [Panel] {
    let subject = Subject(.model, visit.segment("model"), visit)
    let series = subject.series([.cost, .requests, .unpricedRequests])
    let count = await visit.requestCount(series)
    guard count != 0 else { return [UsageNothing(visit: visit, list: (ModelsTexts.allModels, "/models")).panel] }
    let isSlow = SlowFigures.areDeferred(for: count)
    return [
      SubjectSummary(
        subject: subject,
        more: [.init(label: CatalogueTexts.tokensPerRequest, metric: .averageTokens), .init(label: CatalogueTexts.users, metric: .users)]
      ).panel,
      OverviewTrend(visit: visit, question: series).panel, SubjectTokens(subject: subject).panel,
    ] + SubjectSpeed(subject: subject, isDeferred: isSlow).panels + SubjectOutcomes(subject: subject).panels + [
      SubjectParts(subject: subject, attribute: .user, title: ModelsTexts.users, link: { visit.selection.user($0) }).panel,
      ModelFeedback(subject: subject).panel,
      SubjectParts(subject: subject, attribute: .provider, title: ModelsTexts.providers, link: { visit.selection.provider($0) }).panel,
      ModelTags(subject: subject, isDeferred: isSlow).panel,
      ModelChats(subject: subject, isDeferred: isSlow).panel,
    ]
  }
}
