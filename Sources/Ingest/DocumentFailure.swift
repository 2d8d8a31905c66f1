/// Why a whole body was refused. Nothing of it was taken.
package enum DocumentFailure: Error, Hashable, Sendable {
  /// There is nothing but white space.
  case empty
  /// Broken JSON: nobody can know what was meant. (In NDJSON a broken line is a rejection of that line alone.)
  case malformed(JSONSyntaxError)
  /// JSON, but neither an object nor an array of events.
  case notEvents
  case tooManyEvents(limit: Int)

  package var message: String {
    switch self {
    case .empty: "The body is empty."
    case .malformed(let error): "The body is not valid JSON: \(error.reason.rawValue), at byte \(error.offset)."
    case .notEvents:
      "The body must be one event (a JSON object), an array of events, an object with an array \"events\", or one event a line (NDJSON)."
    case .tooManyEvents(let limit): "The body has more than \(limit) events."
    }
  }
}
