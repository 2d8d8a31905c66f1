import Semantics

extension Compiler {
  func predicate(_ filter: Filter) -> SQL {
    switch filter {
    case .and(let parts): joined(parts, " AND ", empty: "TRUE")
    case .or(let parts): joined(parts, " OR ", empty: "FALSE")
    // SQL's third value ends here: what is unknown counts as false, so its negation is true.
    case .not(let part): "NOT coalesce(\(predicate(part)), FALSE)"
    case .equals(let key, let value): "\(operand(key)) = \(bind(key, value))"
    case .isIn(_, let values) where values.isEmpty: "FALSE"
    case .isIn(let key, let values): "\(operand(key)) IN (\(values.map { "\(bind(key, $0))" as SQL }, separator: ", "))"
    case .hasPrefix(let key, let prefix): dialect.hasPrefix(operand(key), prefix)
    case .contains(let key, let part): dialect.contains(operand(key), part)
    case .containsIgnoringCase(let key, let part): dialect.containsIgnoringCase(operand(key), part)
    case .isNull(let key): "\(operand(key)) IS NULL"
    }
  }

  private func joined(_ parts: [Filter], _ separator: StaticString, empty: SQL) -> SQL {
    switch parts.count {
    case 0: empty
    case 1: predicate(parts[0])
    default: "(\(parts.map(predicate), separator: separator))"
    }
  }

  private func operand(_ key: Filter.Key) -> SQL {
    switch key {
    case .by(let attribute): "\(attribute.field)"
    case .tag(let name): dialect.tag(name)
    }
  }

  private func bind(_ key: Filter.Key, _ value: String) -> SQL.Bind { key.isBoolean ? .boolean(value == "true") : .text(value) }
}
