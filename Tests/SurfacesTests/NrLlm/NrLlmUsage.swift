import Foundation
import Semantics
import Usage

/// Makes the calls behind the daily rows of the contract's cases.
struct NrLlmUsage {
  private(set) var events: [UsageEvent] = []

  /// One daily row: so many calls at a minute past the day's beginning, of which the first has the tokens and the cost of all.
  mutating func row(
    _ instant: String, cost: String? = nil, requests: Int = 1, tokens: Int64? = nil, provider: String? = nil, model: String? = nil,
    user: String? = nil, change: (inout UsageEvent) -> Void = { _ in }
  ) {
    let start = Timestamp(instant) ?? Timestamp(seconds: 0)
    for number in 0..<max(1, requests) {
      var event = UsageEvent(
        id: ID("n\(events.count + 1)"), timestamp: start.adding(seconds: Int64(60 + number)), project: ID("p"), source: "nr_llm")
      (event.provider, event.model) = (provider, model)
      event.user = user.map { ID<User>($0) }
      event.isNested = requests == 0
      if number == 0 { event.tokens.total = tokens }
      if let cost, let amount = Decimal(string: cost) {
        event.cost = Cost(amount: number == 0 ? NanoUSD(dollars: amount) : .zero, source: .client)
      }
      change(&event)
      events.append(event)
    }
  }

  static func of(_ build: (inout NrLlmUsage) -> Void) -> [UsageEvent] {
    var usage = NrLlmUsage()
    build(&usage)
    return usage.events
  }
}
