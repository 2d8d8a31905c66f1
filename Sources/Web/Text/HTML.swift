/// Markup. What is interpolated is escaped, for text and for attribute values alike, unless it is markup itself. The literal parts
/// are known when the program is built, so text from outside has no other way in.
///
///     let cell: HTML = "<td title=\"\(model)\">\(name)</td>"
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
  package let source: String

  package init(stringLiteral value: StaticString) { source = "\(value)" }
  package init(stringInterpolation: Interpolation) { source = stringInterpolation.source }
  private init(source: String) { self.source = source }

  package static func text(_ text: String) -> HTML { HTML(source: escaped(text)) }

  package static func + (left: HTML, right: HTML) -> HTML { HTML(source: left.source + right.source) }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    package init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity + interpolationCount * 16) }

    package mutating func appendLiteral(_ literal: StaticString) { source += "\(literal)" }
    package mutating func appendInterpolation(_ text: some StringProtocol) { source += HTML.escaped(text) }
    package mutating func appendInterpolation(_ number: some BinaryInteger) { source += String(number) }
    package mutating func appendInterpolation(_ markup: HTML) { source += markup.source }
    package mutating func appendInterpolation(_ markup: HTML?) { source += markup?.source ?? "" }
    package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { source += part.source } }

    /// The markup, where the condition holds: `<option\(" selected", if: isChosen)>`.
    package mutating func appendInterpolation(_ markup: HTML, if condition: Bool) {
      if condition { source += markup.source }
    }

    /// A link's target. Schemes that run code are replaced by "#".
    package mutating func appendInterpolation(url: String) { source += HTML.escaped(HTML.isHarmless(url) ? url : "#") }
  }

  private static func isHarmless(_ url: String) -> Bool {
    // By scalars, as browsers read: to a String, a colon with an accent on it is no colon.
    let beforeColon = url.unicodeScalars.prefix { $0 != ":" }
    guard beforeColon.endIndex < url.endIndex, !beforeColon.contains(where: { $0 == "/" || $0 == "?" || $0 == "#" }) else { return true }
    return ["http", "https", "mailto"].contains(String(beforeColon).lowercased())
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
