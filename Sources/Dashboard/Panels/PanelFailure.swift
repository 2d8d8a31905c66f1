import Semantics

/// Why a panel has nothing to show, in words for its reader.
struct PanelFailure: Error, Hashable, Sendable {
  let message: String

  init(_ message: String) { self.message = message }

  /// Whatever a panel's loading threw.
  init(_ error: any Error, budget: QueryBudget, requestID: String) {
    switch error {
    case let failure as PanelFailure: self = failure
    case let problems as QueryProblems: self.init(problems)
    case let failure as QueryFailure: self.init(failure, budget: budget, requestID: requestID)
    default: self.init("This could not be answered. The server's log has the reason under the request id \(requestID).")
    }
  }

  init(_ problems: QueryProblems) {
    message = problems.problems.map { "\($0.field): \($0.message)." }.joined(separator: " ")
  }

  init(_ failure: QueryFailure, budget: QueryBudget, requestID: String) {
    message =
      switch failure {
      case .timeout: "This took longer than \(budget.time.components.seconds) seconds and was stopped. A shorter period is answered sooner."
      case .tooManyRows(let limit): "The answer has more than \(limit) rows. Take a shorter period or add a filter."
      case .outOfMemory: "This needs more memory than one query may use. Take a shorter period or add a filter."
      case .cancelled: "This was stopped before it was done."
      case .unavailable: "The database cannot be reached just now. Try again in a moment."
      case .engine: "This could not be answered. The server's log has the reason under the request id \(requestID)."
      }
  }
}
