import Semantics

extension Filter {
  func matches(_ record: MemoryRecord) -> Bool {
    switch self {
    case .and(let parts): parts.allSatisfy { $0.matches(record) }
    case .or(let parts): parts.contains { $0.matches(record) }
    case .not(let part): !part.matches(record)
    case .equals(let key, let value): key.text(in: record).map { $0.utf8.elementsEqual(value.utf8) } ?? false
    case .isIn(let key, let values): values.contains { Filter.equals(key, $0).matches(record) }
    case .hasPrefix(let key, let prefix): key.text(in: record).map { $0.utf8.starts(with: prefix.utf8) } ?? false
    case .contains(let key, let part): key.text(in: record).map { holds($0, part) } ?? false
    case .containsIgnoringCase(let key, let part): key.text(in: record).map { holds(lowered($0), lowered(part)) } ?? false
    case .isNull(let key): key.text(in: record) == nil
    }
  }
}

/// `text` has `part` somewhere, byte for byte; every text has the empty one.
func holds(_ text: String, _ part: String) -> Bool {
  let (text, part) = (Array(text.utf8), Array(part.utf8))
  guard part.count <= text.count else { return false }
  return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
}

/// Each scalar's lower case; of the one that becomes two (a capital I with a dot), the first.
func lowered(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar) }
  return String(result)
}

extension Filter.Key {
  fileprivate func text(in record: MemoryRecord) -> String? {
    switch self {
    case .tag(let key): return record.event.tags[key]
    case .by(let attribute):
      switch record.value(attribute.field) {
      case .text(let text): return text
      case .boolean(let flag): return flag ? "true" : "false"
      default: return nil
      }
    }
  }
}
