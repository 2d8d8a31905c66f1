import Accounts
import Backup
import HTTPTypes
import Ingest
import Semantics
import Web

/// What the errors of the layers below mean over HTTP.
package enum LayerProblems {
  package static let translators: [ProblemTranslator] = [
    { ($0 as? QueryProblems).map(problem) },
    { ($0 as? QueryFailure).flatMap(problem) },
    { ($0 as? DocumentFailure).map(problem) },
    { ($0 as? WriterFailure).map(problem) },
    { ($0 as? PriceDeskProblems).map(problem) },
    { ($0 as? BudgetFailure).map(SpendingAPI.problem) },
    { ($0 as? BackupFailure).flatMap(BackupAPI.problem) },
    { error in
      error is StaleChange
        ? Problem(.preconditionFailed, "Somebody else has changed it since you read it; nothing was done. Read it again.") : nil
    },
  ]

  private static func problem(_ problems: QueryProblems) -> Problem {
    let fields = problems.problems.map { Problem.Field($0.field, $0.message) }
    return Problem(.badRequest, fields.first.map { "\($0.field): \($0.message)" }, errors: fields)
  }

  private static func problem(_ failure: QueryFailure) -> Problem? {
    switch failure {
    case .timeout: .busy("The query took too long and was stopped. Ask for a shorter period or less detail.", retryAfter: 5)
    case .tooManyRows(let limit):
      Problem(.badRequest, "The answer would have more than \(limit) rows. Ask for a shorter period or less detail.")
    case .outOfMemory: .busy("The query needs more memory than it may have. Ask for a shorter period or less detail.", retryAfter: 5)
    case .cancelled, .unavailable: .busy("The store cannot answer just now.", retryAfter: 1)
    // In the engine's words, which are for the log.
    case .engine: nil
    }
  }

  private static func problem(_ failure: DocumentFailure) -> Problem {
    switch failure {
    case .empty, .malformed, .notEvents: Problem(.badRequest, failure.message)
    case .tooManyEvents: Problem(.contentTooLarge, failure.message)
    }
  }

  private static func problem(_ failure: WriterFailure) -> Problem {
    switch failure {
    case .overloaded(let wait):
      .busy(
        "Too much is waiting to be stored. Nothing of this request was taken; send it again.", .tooManyRequests,
        retryAfter: wait.wholeSeconds)
    case .unavailable(_, let wait):
      .busy("The disk does not take events just now. Nothing of this request was taken; send it again.", retryAfter: wait.wholeSeconds)
    case .closed: .busy("The server is shutting down. Nothing of this request was taken; send it again.")
    }
  }

  private static func problem(_ problems: PriceDeskProblems) -> Problem {
    Problem(.unprocessableContent, problems.problems.first, errors: problems.problems.map { .init("overrides", $0) })
  }
}

extension Duration {
  fileprivate var wholeSeconds: Int { max(1, Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0)) }
}
