/// One of the bounds of a budget, in the order in which they are checked: the day before the month, in each requests, tokens, cost.
package enum Ceiling: String, CaseIterable, Sendable {
  case dailyRequests = "daily_requests"
  case dailyTokens = "daily_tokens"
  case dailyCost = "daily_cost"
  case monthlyRequests = "monthly_requests"
  case monthlyTokens = "monthly_tokens"
  case monthlyCost = "monthly_cost"

  /// Begins at midnight or on the first of the month, in the server's zone.
  package enum Window: String, CaseIterable, Sendable {
    case day, month
  }

  /// What is counted. Costs are billionths of a dollar.
  package enum Axis: String, CaseIterable, Sendable {
    case requests, tokens, cost
  }

  package var window: Window {
    switch self {
    case .dailyRequests, .dailyTokens, .dailyCost: .day
    case .monthlyRequests, .monthlyTokens, .monthlyCost: .month
    }
  }

  package var axis: Axis {
    switch self {
    case .dailyRequests, .monthlyRequests: .requests
    case .dailyTokens, .monthlyTokens: .tokens
    case .dailyCost, .monthlyCost: .cost
    }
  }

  /// As a budget's record names it: "max_cost_per_month".
  package var recordKey: String { "max_\(axis.rawValue)_per_\(window.rawValue)" }
}
