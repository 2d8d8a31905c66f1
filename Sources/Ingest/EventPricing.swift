import Usage

/// What ingest wants of the price book.
package protocol EventPricing: Sendable {
  /// Sets the event's cost from its time, provider, model and amounts. An event whose cost is known already is left as it is.
  func price(_ event: inout UsageEvent)
}
