extension Metric {
  /// What a metric's value counts.
  package enum Unit: String, CaseIterable, Sendable {
    case count, tokens, milliseconds, seconds, ratio, instant, characters
    case usd = "USD"
    case tokensPerSecond = "tokens_per_second"
  }
}
