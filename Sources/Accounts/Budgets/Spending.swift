import Usage

/// What was, or is about to be, used within a window.
package struct Spending: Hashable, Sendable {
  /// Top-level ones: a call inside another call adds its tokens and its cost, but no request.
  package var requests: Int64
  package var tokens: Int64
  /// What is known of it.
  package var cost: NanoUSD

  package init(requests: Int64 = 0, tokens: Int64 = 0, cost: NanoUSD = .zero) {
    self.requests = requests
    self.tokens = tokens
    self.cost = cost
  }

  /// One more request. Nobody plans to give anything back: less than nothing counts as nothing.
  package static func planned(tokens: Int64 = 0, cost: NanoUSD = .zero) -> Spending {
    Spending(requests: 1, tokens: max(0, tokens), cost: max(.zero, cost))
  }

  package subscript(axis: Ceiling.Axis) -> Int64 {
    switch axis {
    case .requests: requests
    case .tokens: tokens
    case .cost: cost.nanos
    }
  }

  package static func + (left: Self, right: Self) -> Self {
    Self(
      requests: left.requests.addingSaturated(right.requests), tokens: left.tokens.addingSaturated(right.tokens),
      cost: NanoUSD(nanos: left.cost.nanos.addingSaturated(right.cost.nanos)))
  }
}
