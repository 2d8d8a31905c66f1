extension Metric {
  /// What a metric's value counts.
  package enum Unit: String, CaseIterable, Sendable {
    case count, tokens, usd, milliseconds, seconds, ratio, instant, characters
    case tokensPerSecond = "tokens_per_second"
  }
}
