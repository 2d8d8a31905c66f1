/// Where a page stands in the navigation. The order here is the order there.
enum NavigationPlace: String, CaseIterable, Sendable {
  case overview, models, providers, users, chats
  case costs, budgets, prices
  case executions, agents, feedback
  case live, ingestion, jobs
  case keys, settings, audit

  enum Group: String, CaseIterable, Sendable {
    case usage, spending, quality, operations, administration
  }

  var group: Group {
    switch self {
    case .overview, .models, .providers, .users, .chats: .usage
    case .costs, .budgets, .prices: .spending
    case .executions, .agents, .feedback: .quality
    case .live, .ingestion, .jobs: .operations
    case .keys, .settings, .audit: .administration
    }
  }
}
