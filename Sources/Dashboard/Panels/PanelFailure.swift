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
    default: self.init(NoticeTexts.failed(requestID))
    }
  }

  init(_ problems: QueryProblems) {
    message = problems.problems.map { "\($0.field): \($0.message)." }.joined(separator: " ")
  }

  init(_ failure: QueryFailure, budget: QueryBudget, requestID: String) {
    message =
      switch failure {
      case .timeout: NoticeTexts.timeout(budget.time.components.seconds)
      case .tooManyRows(let limit): NoticeTexts.tooManyRows(limit)
      case .outOfMemory: NoticeTexts.outOfMemory
      case .cancelled: NoticeTexts.cancelled
      case .unavailable: NoticeTexts.unavailable
      case .engine: NoticeTexts.failed(requestID)
      }
  }
}
