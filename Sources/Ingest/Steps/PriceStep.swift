import Usage

extension Step {
  /// A cost that came with the event stays; all else is priced, or left unpriced.
  package static func price(_ pricing: some EventPricing) -> Step {
    Step("price") { (draft, context) throws(Rejection) in
      guard draft.event.cost.amount == nil else { return }
      draft.event.cost = .unpriced
      pricing.price(&draft.event)
    }
  }
}
