/// Why an event was not stored. `field` is the name the client used.
package struct Rejection: Error, Hashable, Sendable {
  package enum Code: String, CaseIterable, Sendable {
    /// Not JSON, or not of the form that the format demands.
    case malformed
    /// A field that must be there is not.
    case missing
    /// A field has a value of another type than expected.
    case wrongType = "wrong_type"
    /// A value that is out of its range, too long, or not one of those that exist.
    case invalid
    /// A timestamp too far in the past or in the future.
    case outOfTime = "out_of_time"
  }

  package let code: Code
  package let field: String?
  package let message: String

  package init(_ code: Code, field: String? = nil, _ message: String) {
    self.code = code
    self.field = field
    self.message = message
  }
}
