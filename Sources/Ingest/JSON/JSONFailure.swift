/// Why reading stopped.
package enum JSONFailure: Error, Hashable, Sendable {
  /// The text is not JSON from here on: nothing after it can be understood.
  case syntax(JSONSyntaxError)
  /// JSON, but not a value that is wanted here. `field` is left open: the reader of the object knows it.
  case value(Rejection)

  static func syntax(_ reason: JSONSyntaxError.Reason, at offset: Int) -> Self { .syntax(JSONSyntaxError(reason, at: offset)) }

  static func wrongType(_ expected: String) -> Self { .value(Rejection(.wrongType, "must be \(expected)")) }

  static func invalid(_ message: String) -> Self { .value(Rejection(.invalid, message)) }
}
