/// A provider's usage object as it came: its known keys down to the second level, not yet understood. Tokens by modality are found
/// under `audioTokens` and `imageTokens` of the list that they stand in.
package struct RawUsage: Sendable {
  private struct Entry: Sendable {
    let parent: UsageName?
    let name: UsageName
    let value: Int64
  }

  private var entries: [Entry] = []
  /// Bit n: the key with the raw value n is on the first level.
  private var keys: UInt64 = 0
  private(set) var type: String?
  package private(set) var serviceTier: String?

  subscript(_ name: UsageName) -> Int64? { self[nil, name] }

  subscript(_ parent: UsageName?, _ name: UsageName) -> Int64? {
    entries.first { $0.parent == parent && $0.name == name }?.value
  }

  /// Whether it has any of these keys on its first level, be their value null.
  func has(_ names: UsageName...) -> Bool { names.contains { keys & 1 << UInt64($0.rawValue) != 0 } }

  /// The same key twice is an error unless both say the same.
  fileprivate mutating func set(_ parent: UsageName?, _ name: UsageName, _ value: Int64) throws(JSONFailure) {
    if let former = self[parent, name] {
      guard former == value else { throw .value(Rejection(.malformed, "has the same key twice with different values")) }
      return
    }
    entries.append(Entry(parent: parent, name: name, value: value))
  }
}

// MARK: - Reading

extension RawUsage {
  /// A rejection names the key within the object in its message; the field is left to the caller.
  init(reading scanner: inout JSONScanner) throws(JSONFailure) {
    entries.reserveCapacity(12)
    try readObject(&scanner, parent: nil)
  }

  private mutating func readObject(_ scanner: inout JSONScanner, parent: UsageName?) throws(JSONFailure) {
    let table = UsageName.table
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      guard let name = scanner.value(of: key, in: table).flatMap(UsageName.init) else {
        try scanner.skipValue()
        continue
      }
      if parent == nil { keys |= 1 << UInt64(name.rawValue) }
      if try scanner.takeNull() { continue }
      do throws(JSONFailure) {
        try readValue(of: name, &scanner, parent: parent)
      } catch {
        guard case .value(let rejection) = error, rejection.field == nil else { throw error }
        throw .value(Rejection(rejection.code, field: "usage.\(scanner.string(key))", rejection.message))
      }
    }
  }

  private mutating func readValue(of name: UsageName, _ scanner: inout JSONScanner, parent: UsageName?) throws(JSONFailure) {
    switch name.kind {
    case .count: try set(parent, name, try scanner.count())
    case .seconds: try set(parent, name, try scanner.microseconds(per: 1_000_000))
    case .text:
      // A tool's or an item's own "type" and the like are of no interest, and need not be texts.
      guard parent == nil, try scanner.peek() == Byte.quote else { return try scanner.skipValue() }
      let text = try scanner.name(limit: 200)
      if name == .type { type = text } else { serviceTier = text }
    case .details, .modalities:
      guard parent == nil else { return try scanner.skipValue() }
      // Google's Python client spells its list like OpenAI's object.
      let isList = try scanner.peek() == Byte.openBracket
      if isList { try readModalities(&scanner, parent: name) } else { try readObject(&scanner, parent: name) }
    }
  }

  /// A list of `{"modality": "AUDIO", "tokenCount": 7}`.
  private mutating func readModalities(_ scanner: inout JSONScanner, parent: UsageName) throws(JSONFailure) {
    try scanner.enterArray()
    while try scanner.nextElement() {
      var modality: String?
      var count: Int64?
      try scanner.enterObject()
      while let key = try scanner.nextKey() {
        switch (scanner.string(key), try scanner.takeNull()) {
        case (_, true): continue
        case ("modality", _): modality = try scanner.name(limit: 200)
        case ("tokenCount", _), ("token_count", _): count = try scanner.count()
        default: try scanner.skipValue()
        }
      }
      if let count, let name = Self.modalities[modality?.lowercased() ?? ""] { try set(parent, name, count) }
    }
  }

  private static let modalities: [String: UsageName] = ["audio": .audioTokens, "image": .imageTokens]
}
