import Usage

extension SQL {
  /// The statement with its values written out, for people to read and run elsewhere. What Weir runs itself is always bound.
  package var literalText: String {
    var values = binds.makeIterator()
    return text.reduce(into: "") { result, character in
      if character == "?", let value = values.next() { result += value.literal } else { result.append(character) }
    }
  }
}

extension SQL.Bind {
  fileprivate var literal: String {
    switch self {
    case .text(let text): "'" + text.replacing("'", with: "''") + "'"
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .timestamp(let instant): "TIMESTAMP '" + instant.description.dropLast().replacing("T", with: " ") + "'"
    }
  }
}
