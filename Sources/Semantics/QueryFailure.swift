/// Why a plan has no answer.
package enum QueryFailure: Error, Hashable, Sendable {
  /// The time of the budget is up.
  case timeout
  /// More rows than the budget or the bounds of a plan allow.
  case tooManyRows(limit: Int)
  case outOfMemory
  /// The caller has gone.
  case cancelled
  /// The engine cannot be reached or is shutting down.
  case unavailable
  /// Anything else, in the engine's words: for the log, not for the client.
  case engine(String)
}
