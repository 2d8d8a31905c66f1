import Semantics

extension QueryBudget {
  /// Of tests that are not about time: so much that a busy machine cannot run out of it.
  package static let patient = QueryBudget(time: .seconds(3600))
}
