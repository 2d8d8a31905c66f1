/// The kind of an error, told by its text alone. The rules and their order are Auto-Analyst's: the first that matches counts.
package enum ErrorCategory: String, CaseIterable, Sendable {
  case name = "NameError"
  case syntax = "SyntaxError"
  case type = "TypeError"
  case attribute = "AttributeError"
  case index = "IndexError/KeyError"
  case `import` = "ImportError"
  case value = "ValueError"
  case operation = "OperationError"
  case indentation = "IndentationError"
  case permission = "PermissionError"
  case fileNotFound = "FileNotFoundError"
  case memory = "MemoryError"
  case timeout = "TimeoutError"
  case other = "OtherError"

  package init(of text: String) {
    let text = text.lowercased()
    self = Self.rules.first { rule in rule.words.contains { text.contains($0) } }?.category ?? .other
  }

  private static let rules: [(category: ErrorCategory, words: [String])] = [
    (.name, ["nameerror", "name '"]),
    (.syntax, ["syntaxerror"]),
    (.type, ["typeerror"]),
    (.attribute, ["attributeerror"]),
    (.index, ["indexerror", "keyerror"]),
    (.import, ["importerror", "modulenotfounderror"]),
    (.value, ["valueerror"]),
    (.operation, ["unsupported operand"]),
    (.indentation, ["indent"]),
    (.permission, ["permission"]),
    (.fileNotFound, ["filenotfound"]),
    (.memory, ["memory"]),
    (.timeout, ["timeout", "timed out"]),
  ]
}
