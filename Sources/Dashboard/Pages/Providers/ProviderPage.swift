import Semantics

/// One provider: what was used of it, which models, how fast and well they answered.
struct ProviderPage: Page {
  let path = "/providers/{provider}"
  let title = ProvidersTexts.title
  let place = NavigationPlace.providers
  let isListed = false

  func heading(_ visit: Visit) async -> String { visit.segment("provider") }

  func panels(_ visit: Visit) async -> [Panel] {
    let subject = Subject(.provider, visit.segment("provider"), visit)
    let series = subject.series([.cost, .requests, .unpricedRequests])
    let count = await visit.requestCount(series)
    guard count != 0 else { return [UsageNothing(visit: visit, list: (ProvidersTexts.allProviders, "/providers")).panel] }
    let isSlow = SlowFigures.areDeferred(for: count)
    return [
      SubjectSummary(
        subject: subject,
        more: [.init(label: CatalogueTexts.models, metric: .models), .init(label: CatalogueTexts.users, metric: .users)]
      ).panel,
      OverviewTrend(visit: visit, question: series).panel,
      ModelList(visit: visit, selection: subject.selection, title: ProvidersTexts.models, isDeferred: isSlow, namesProvider: false).panel,
      SubjectTokens(subject: subject).panel,
    ] + SubjectSpeed(subject: subject, isDeferred: isSlow).panels + SubjectOutcomes(subject: subject).panels + [
      SubjectParts(subject: subject, attribute: .user, title: ProvidersTexts.users, link: { visit.selection.user($0) }).panel,
      SubjectParts(
        subject: subject, attribute: .feature, title: ProvidersTexts.features,
        link: { visit.selection.without(.feature).narrowed(to: Condition(.feature, $0)).address(visit.path) }
      ).panel,
    ]
  }
}
