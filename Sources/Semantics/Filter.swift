/// Which records count. Two-valued: a comparison with a missing value is false, so its negation is true.
package indirect enum Filter: Hashable, Sendable {
  /// True for all of none.
  case and([Filter])
  /// False for any of none.
  case or([Filter])
  case not(Filter)
  case equals(Key, String)
  case isIn(Key, [String])
  case hasPrefix(Key, String)
  case contains(Key, String)
  /// With letters alike in either case, scalar by scalar; no other folding.
  case containsIgnoringCase(Key, String)
  case isNull(Key)

  /// What is compared. Booleans are written "true" and "false".
  package enum Key: Hashable, Sendable {
    case by(Attribute)
    case tag(String)
  }

  package static let all = Filter.and([])
}

extension Filter.Key {
  package init?(name: String) {
    switch Dimension(name: name) {
    case .by(let attribute): self = .by(attribute)
    case .tag(let key): self = .tag(key)
    case .time, nil: return nil
    }
  }

  package var isBoolean: Bool {
    if case .by(let attribute) = self { attribute.isBoolean } else { false }
  }
}

extension Filter {
  /// Nested nodes, this one included, and the depth of the tree.
  var size: (nodes: Int, depth: Int) {
    switch self {
    case .and(let parts), .or(let parts):
      parts.map(\.size).reduce((1, 1)) { ($0.nodes + $1.nodes, max($0.depth, $1.depth + 1)) }
    case .not(let part): (part.size.nodes + 1, part.size.depth + 1)
    case .isIn(_, let values): (1 + values.count, 1)
    case .equals, .hasPrefix, .contains, .containsIgnoringCase, .isNull: (1, 1)
    }
  }
}
