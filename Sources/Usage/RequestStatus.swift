/// How an operation ended. `blocked`: refused by a guardrail or budget; `cancelled`: the caller gave up.
package enum RequestStatus: String, CaseIterable, Sendable {
  case success, failure, blocked, cancelled
}
