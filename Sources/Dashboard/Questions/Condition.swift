import Semantics

/// A filter as it stands in an address: `model=gpt-5`. Without a value it means the records that have none.
struct Condition: Hashable, Sendable {
  /// An attribute's name, or "tag:" and a key.
  let name: String
  let value: String
  let key: Filter.Key

  init?(name: String, value: String) {
    guard let key = Filter.Key(name: name) else { return nil }
    self.name = name
    self.value = value
    self.key = key
  }

  init(_ attribute: Attribute, _ value: String) {
    name = attribute.name
    self.value = value
    key = .by(attribute)
  }
}

extension [Condition] {
  /// Values of one name are alternatives, names narrow each other: as the native API reads them.
  var filter: Filter {
    var names: [String] = []
    for condition in self where !names.contains(condition.name) { names.append(condition.name) }
    return .and(names.map { name in self.filter { $0.name == name }.alternatives })
  }

  private var alternatives: Filter {
    guard let key = first?.key else { return .all }
    let values = map(\.value).filter { !$0.isEmpty }
    let named = values.count == 1 ? Filter.equals(key, values[0]) : .isIn(key, values)
    if values.count == count { return named }
    return values.isEmpty ? .isNull(key) : .or([named, .isNull(key)])
  }
}
