import Ingest
import Usage

/// A JSON value with its members in their order and its numbers by their letters.
indirect enum JSONTree: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(String)
  case text(String)
  case array([JSONTree])
  case object([Member])

  struct Member: Hashable, Sendable {
    let name: String
    let value: JSONTree
  }

  init(reading scanner: inout JSONScanner) throws(JSONFailure) {
    switch try scanner.peek() {
    case UInt8(ascii: "n"):
      try scanner.takeNull()
      self = .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean(try scanner.boolean())
    case UInt8(ascii: "\""): self = .text(scanner.string(try scanner.text()))
    case UInt8(ascii: "["): self = .array(try Self.elements(&scanner))
    case UInt8(ascii: "{"): self = .object(try Self.members(&scanner))
    default: self = .number(try scanner.numberText())
    }
  }

  /// nil if it is not JSON.
  init?(parsing text: String) {
    let bytes = Array(text.utf8)
    let read: JSONTree? = bytes.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      do throws(JSONFailure) {
        let tree = try JSONTree(reading: &scanner)
        try scanner.finish()
        return tree
      } catch { return nil }
    }
    guard let read else { return nil }
    self = read
  }

  private static func elements(_ scanner: inout JSONScanner) throws(JSONFailure) -> [JSONTree] {
    var elements: [JSONTree] = []
    try scanner.enterArray()
    while try scanner.nextElement() { elements.append(try JSONTree(reading: &scanner)) }
    return elements
  }

  private static func members(_ scanner: inout JSONScanner) throws(JSONFailure) -> [Member] {
    var members: [Member] = []
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      let name = scanner.string(key)
      members.append(Member(name: name, value: try JSONTree(reading: &scanner)))
    }
    return members
  }
}

extension JSONTree {
  /// A member's value; of several the last. nil if there is none of that name.
  subscript(name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var elements: [JSONTree]? { if case .array(let elements) = self { elements } else { nil } }
  var isObject: Bool { if case .object = self { true } else { false } }

  /// What databases that know no booleans write for true.
  var isTrue: Bool {
    switch self {
    case .boolean(let flag): flag
    case .number(let digits): digits == "1"
    default: false
    }
  }

  /// A number that is at least 0 and no more than that; nil for anything else.
  func amount(upTo limit: Double) -> JSONTree? {
    guard case .number(let digits) = self, let value = Double(digits), value >= 0, value <= limit else { return nil }
    return self
  }

  var json: String {
    switch self {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .text(let text): Tags.quoted(text)
    case .array(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
    case .object(let members): "{" + members.map { Tags.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",") + "}"
    }
  }
}
