import Accounts
import Hummingbird

/// Turns one layer's errors into problems: the only place that knows their status codes. nil: not an error of that layer.
package typealias ProblemTranslator = @Sendable (any Error) -> Problem?

extension Problem {
  /// The problem that an error stands for, or nil if nobody knows it: then the client is told nothing but the request's id.
  static func standing(for error: any Error, translators: [ProblemTranslator]) -> Problem? {
    if let problem = error as? Problem { return problem }
    for translate in translators {
      if let problem = translate(error) { return problem }
    }
    return switch error {
    case let failure as KeyFailure: Problem(failure)
    case let failure as HTTPError: Problem(failure.status, failure.body)
    // The server stops, or the client has gone.
    case is CancellationError: .busy("The request was cancelled.")
    default: nil
    }
  }

  package init(_ failure: KeyFailure) {
    switch failure {
    case .unknown: self = .unauthorized("The key is not known.")
    case .expired: self = .unauthorized("The key has expired.")
    case .revoked: self = .unauthorized("The key was revoked.")
    case .invalidName(let name):
      self.init(
        .unprocessableContent, "\(name.debugDescription) cannot name a key.",
        errors: [Field("name", "must have 1 to 100 bytes and no control characters")])
    case .invalidProject:
      self.init(.unprocessableContent, "The project's id is not valid.", errors: [Field("project", "must have 1 to 200 bytes")])
    case .foreignProject: self.init(.forbidden, "The key is bound to another project.", errors: [Field("project", "is not yours")])
    case .duplicateName(let name):
      self.init(.conflict, "A key named \(name.debugDescription) exists.", errors: [Field("name", "is taken")])
    case .noSuchKey(let name): self.init(.notFound, "There is no key \(name.debugDescription).")
    }
  }
}
