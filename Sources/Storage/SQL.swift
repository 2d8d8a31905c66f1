import Usage

/// A statement's text and its bound values. It is made by interpolation only, and what is interpolated is bound:
/// `"WHERE model = \(.text(model))"`. There is no way to put a run-time string into the text.
package struct SQL: Hashable, Sendable, ExpressibleByStringInterpolation {
  package private(set) var text: String
  package private(set) var binds: [Bind]

  package enum Bind: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case real(Double)
    case boolean(Bool)
    case timestamp(Timestamp)
  }

  package init(stringLiteral text: StaticString) {
    self.text = text.description
    binds = []
  }

  package init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    binds = stringInterpolation.binds
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""
    fileprivate var binds: [Bind] = []

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + 8 * interpolationCount) }

    package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

    package mutating func appendInterpolation(_ bind: Bind) {
      text += "?"
      binds.append(bind)
    }

    package mutating func appendInterpolation(_ part: SQL) {
      text += part.text
      binds += part.binds
    }

    package mutating func appendInterpolation(_ field: EventField) { text += field.definition.column }

    package mutating func appendInterpolation(_ parts: [SQL], separator: StaticString) {
      for (index, part) in parts.enumerated() {
        if index > 0 { text += separator.description }
        appendInterpolation(part)
      }
    }

    /// A number of ours as text, where a bound one would keep the engine from planning with it.
    package mutating func appendInterpolation(number: Int64) { text += number < 0 ? "(\(number))" : String(number) }

    package mutating func appendInterpolation(number: Double) { text += String(number) }

    /// A word of a closed vocabulary as a text literal, so that equal aggregates are seen to be equal.
    package mutating func appendInterpolation(word: String) {
      precondition(word.utf8.allSatisfy { $0 == 0x5f || (0x61...0x7a).contains($0) }, "a word of lower-case letters")
      text += "'\(word)'"
    }

    /// The name of a column of the answer: a letter and a number.
    package mutating func appendInterpolation(name: OutputName) { text += name.text }
  }

  package static func + (left: SQL, right: SQL) -> SQL { "\(left)\(right)" }
}

/// The name of a column of an answer.
package struct OutputName: Hashable, Sendable {
  fileprivate let text: String

  package static func key(_ index: Int) -> OutputName { OutputName(text: "k\(index)") }
  package static func metric(_ index: Int) -> OutputName { OutputName(text: "m\(index)") }
}
