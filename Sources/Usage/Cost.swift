/// What an operation cost and how we know. `amount` is nil exactly when `source` is `.none`: unknown is not free.
package struct Cost: Hashable, Sendable {
  package var amount: NanoUSD?
  package var source: Source
  /// The price that was applied; nil unless the source is `.catalog` or `.override`.
  package var price: ID<Price>?

  package enum Source: String, CaseIterable, Sendable {
    /// Reported by the model's provider.
    case provider
    /// Sent by the client that recorded the event.
    case client
    /// Computed from the price catalog that ships with Weir.
    case catalog
    /// Computed from a price that this installation's operator set.
    case override
    /// No price known.
    case none
  }

  package init(amount: NanoUSD?, source: Source, price: ID<Price>? = nil) {
    self.amount = amount
    self.source = source
    self.price = price
  }

  package static let unpriced = Cost(amount: nil, source: .none)
}
