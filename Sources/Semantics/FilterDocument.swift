/// A filter in words: `{"and": [...]}`, `{"or": [...]}`, `{"not": {...}}`, or a dimension with one condition:
/// `{"dimension": "model", "equals": "gpt-5"}`, `"in": [...]`, `"prefix"`, `"contains"`, `"contains_ignoring_case"`,
/// `"is_null": true`.
package indirect enum FilterDocument: Hashable, Sendable {
  case and([FilterDocument])
  case or([FilterDocument])
  case not(FilterDocument)
  case condition(dimension: String, Condition)

  package enum Condition: Hashable, Sendable {
    case equals(String)
    case isIn([String])
    case hasPrefix(String)
    case contains(String)
    case containsIgnoringCase(String)
    case isNull(Bool)
  }

  /// Appends what is wrong; nil if anything is.
  func filter(_ problems: inout [QueryProblem]) -> Filter? {
    switch self {
    case .and(let parts): return Self.all(parts, &problems).map(Filter.and)
    case .or(let parts): return Self.all(parts, &problems).map(Filter.or)
    case .not(let part): return part.filter(&problems).map(Filter.not)
    case .condition(let name, let condition):
      guard let key = Filter.Key(name: name) else {
        problems.append(.unknown("filter", "dimension", name, allowed: Dimension.names))
        return nil
      }
      return condition.filter(key)
    }
  }

  private static func all(_ parts: [FilterDocument], _ problems: inout [QueryProblem]) -> [Filter]? {
    let filters = parts.map { $0.filter(&problems) }
    return filters.contains(nil) ? nil : filters.compactMap(\.self)
  }
}

extension FilterDocument {
  /// What names and values mean that stand beside each other: values of one name are alternatives, names narrow each other, and an
  /// empty value stands for there being none. nil if nothing is given.
  package init?(matching items: some Sequence<(name: String, value: String)>) {
    var valuesByName: [(name: String, values: [String])] = []
    for item in items {
      if let index = valuesByName.firstIndex(where: { $0.name == item.name }) {
        valuesByName[index].values.append(item.value)
      } else {
        valuesByName.append((item.name, [item.value]))
      }
    }
    guard !valuesByName.isEmpty else { return nil }
    self = .and(valuesByName.map { Self.alternatives($0.name, $0.values) })
  }

  private static func alternatives(_ name: String, _ values: [String]) -> FilterDocument {
    let given = values.filter { !$0.isEmpty }
    let named = FilterDocument.condition(dimension: name, given.count == 1 ? .equals(given[0]) : .isIn(given))
    guard given.count < values.count else { return named }
    let missing = FilterDocument.condition(dimension: name, .isNull(true))
    return given.isEmpty ? missing : .or([named, missing])
  }
}

extension FilterDocument.Condition {
  fileprivate func filter(_ key: Filter.Key) -> Filter {
    switch self {
    case .equals(let value): .equals(key, value)
    case .isIn(let values): .isIn(key, values)
    case .hasPrefix(let value): .hasPrefix(key, value)
    case .contains(let value): .contains(key, value)
    case .containsIgnoringCase(let value): .containsIgnoringCase(key, value)
    case .isNull(true): .isNull(key)
    case .isNull(false): .not(.isNull(key))
    }
  }
}

extension FilterDocument: Decodable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case and, or, not, dimension, equals, `in`, prefix, contains
    case containsIgnoringCase = "contains_ignoring_case"
    case isNull = "is_null"
  }

  package init(from decoder: any Decoder) throws {
    try decoder.refuseUnknownKeys(besides: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let keys = Set(values.allKeys)
    if keys == [.and] {
      self = .and(try values.decode([FilterDocument].self, forKey: .and))
    } else if keys == [.or] {
      self = .or(try values.decode([FilterDocument].self, forKey: .or))
    } else if keys == [.not] {
      self = .not(try values.decode(FilterDocument.self, forKey: .not))
    } else {
      guard keys.count == 2, keys.contains(.dimension), let condition = keys.first(where: { $0 != .dimension }) else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "one of and, or, not, or \"dimension\" with exactly one condition"))
      }
      self = .condition(
        dimension: try values.decode(String.self, forKey: .dimension), try Self.condition(condition, values))
    }
  }

  private static func condition(_ key: CodingKeys, _ values: KeyedDecodingContainer<CodingKeys>) throws -> Condition {
    switch key {
    case .in: .isIn(try values.decode([String].self, forKey: key))
    case .prefix: .hasPrefix(try values.decode(String.self, forKey: key))
    case .contains: .contains(try values.decode(String.self, forKey: key))
    case .containsIgnoringCase: .containsIgnoringCase(try values.decode(String.self, forKey: key))
    case .isNull: .isNull(try values.decode(Bool.self, forKey: key))
    default: .equals(try scalar(key, values))
    }
  }

  /// A truth value may be written as one.
  private static func scalar(_ key: CodingKeys, _ values: KeyedDecodingContainer<CodingKeys>) throws -> String {
    if let flag = try? values.decode(Bool.self, forKey: key) { return flag ? "true" : "false" }
    return try values.decode(String.self, forKey: key)
  }
}
