import Usage

/// What a usage object says, in our terms: inclusive totals, with their classes as parts of them.
package struct UsageReading {
  package var tokens = TokenUsage()
  package var units = ServiceUnits()

  /// Whoever reports more tokens from and for a cache than there were tokens at all, counts them beside the input, whatever the
  /// provider's documentation says.
  mutating func includeCacheIfExclusive() {
    guard let input = tokens.input else { return }
    let cached = (tokens.cacheRead ?? 0) + (tokens.cacheWrite ?? 0)
    if cached > input { tokens.input = input + cached }
  }
}
