/// The lexical rules of the text format.
enum PrometheusText {
  static func name(_ text: String, suffix: String = "") -> String {
    let name = identifier(text, also: ":")
    return name.hasSuffix(suffix) ? name : name + suffix
  }

  /// `a="1",b="2"`, by ascending name. Of two equal names the last counts.
  static func labels(_ dimensions: [(String, String)]) -> String {
    let pairs = dimensions.map { name, value in (name == "le" ? "le_" : identifier(name, also: ""), escaped(value, quotes: true)) }
    let labels = Dictionary(pairs, uniquingKeysWith: { _, last in last })
    return labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
  }

  static func help(_ text: String) -> String { escaped(text, quotes: false) }

  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : value.description
  }

  static func line(_ name: String, _ labels: String, _ value: String) -> String {
    labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
  }

  private static func identifier(_ text: String, also extra: String) -> String {
    let cleaned = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || extra.contains($0) ? $0 : "_" })
    return cleaned.first.map { $0.isNumber } ?? true ? "_" + cleaned : cleaned
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
