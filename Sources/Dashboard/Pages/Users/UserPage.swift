import Semantics
import Usage
import Web

/// One user: who it is, what they used, and how well that worked.
struct UserPage: Page {
  let path = "/users/{user}"
  let title = UserTexts.title
  let place = NavigationPlace.users
  let isListed = false

  private static let tiles: [(label: String, metric: Metric)] = [
    (OverviewTexts.cost, .cost), (OverviewTexts.requests, .requests), (OverviewTexts.tokens, .totalTokens),
    (ChatsTexts.chats, .chats), (OverviewTexts.models, .models), (OverviewTexts.successRate, .successRate),
    (UserTexts.half, .medianDuration), (OverviewTexts.p95, .p95Duration),
  ]

  func heading(_ visit: Visit) async -> String {
    let id = visit.segment("user")
    let names = try? await visit.ports.names.names(of: [id], in: visit.reader.projects)
    return names?[id] ?? id
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let user = Condition(.user, visit.segment("user"))
    let theirs = visit.selection.narrowed(to: user)
    let series = Question(
      shape: .series(theirs.granularity), metrics: [.cost, .requests, .unpricedRequests], selection: theirs)
    return [
      UserFacts(visit: visit, selection: theirs).panel,
      UsageTiles(visit: visit, panelName: "summary", title: UserTexts.usage, tiles: Self.tiles, selection: theirs).panel,
      OverviewTrend(visit: visit, question: series).panel,
      UserBudget(visit: visit).panel, UserModels(visit: visit, selection: theirs).panel,
      ChatTable(visit: visit, panelName: "chats", title: UserTexts.chats, selection: theirs, isOfOne: true).panel,
      FeedbackList(
        visit: visit, panelName: "feedback", title: UserTexts.feedback, conditions: theirs.conditions, isOfOne: true
      ).panel,
      UserFailures(visit: visit, selection: theirs).panel,
    ]
  }
}
