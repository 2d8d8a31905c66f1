/// How an operation ended. `blocked`: refused by a guardrail or budget; `cancelled`: the caller gave up.
package enum RequestStatus: String, CaseIterable, Sendable {
  case success, failure, blocked, cancelled

  /// What a store holds. A word that is not known, such as a later version's, did not mean success.
  package init(stored text: String) { self = RequestStatus(rawValue: text) ?? .failure }
}
