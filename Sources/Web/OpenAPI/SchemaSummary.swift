extension Schema {
  /// In a few words, for a table cell.
  var summary: String {
    if case .array(let values)? = json["enum"] { return values.map(\.plain).joined(separator: " | ") }
    if case .string(let format)? = json["format"], format != "int64" { return format }
    guard let minimum = json["minimum"], let maximum = json["maximum"] else { return json["type"]?.plain ?? "any" }
    return "\(minimum.plain) to \(maximum.plain)"
  }
}

extension JSONValue {
  /// A string without its quotes, anything else as JSON.
  fileprivate var plain: String {
    if case .string(let text) = self { text } else { text }
  }

  /// For reading: two spaces a level.
  var indented: String { lines(indentation: "") }

  private func lines(indentation: String) -> String {
    let inner = indentation + "  "
    switch self {
    case .object(let members) where !members.isEmpty:
      let lines = members.sorted { $0.key < $1.key }.map { name, value in
        inner + JSONValue.string(name).text + ": " + value.lines(indentation: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + indentation + "}"
    case .array(let elements) where elements.contains(where: \.isContainer):
      return "[\n" + elements.map { inner + $0.lines(indentation: inner) }.joined(separator: ",\n") + "\n" + indentation + "]"
    default: return text
    }
  }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}
