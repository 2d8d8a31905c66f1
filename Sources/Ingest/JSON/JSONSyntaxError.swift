/// Where and how a text breaks the grammar of RFC 8259, or the limits set on top of it.
package struct JSONSyntaxError: Error, Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable {
    case unexpectedEnd = "it ends too early"
    case unexpectedByte = "there is a character that cannot stand here"
    case number = "a number is not written as JSON demands"
    case escape = "a string has an escape that does not exist"
    case surrogate = "a string has one half of a surrogate pair"
    case controlCharacter = "a string has an unescaped control character"
    case encoding = "a string is not valid UTF-8"
    case depth = "it is nested more than 64 levels deep"
    case duplicate = "an object has the same key twice"
    case trailing = "something follows the end of the value"
  }

  package let reason: Reason
  /// From the start of the body, counted in bytes from 0.
  package let offset: Int

  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
