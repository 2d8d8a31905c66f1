/// A string's place in the input, between its quotes. It was checked while it was scanned: UTF-8, escapes and surrogates are sound.
package struct JSONText {
  package let start: Int
  package let end: Int
  let isEscaped: Bool
  /// It has a control character (U+0000 to U+001F, U+007F to U+009F), directly or by an escape.
  package let hasControl: Bool

  package var isEmpty: Bool { start == end }
  var count: Int { end &- start }
}
