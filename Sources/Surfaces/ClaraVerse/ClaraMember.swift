import Usage
import Web

/// One member of an answer: its key as the contract spells it, its type, its value. A table of them gives JSON, CSV and schema alike.
struct ClaraMember<Row>: Sendable {
  let key: String
  let schema: Schema
  /// nil: the member is left out.
  let value: @Sendable (Row) -> JSONValue?
  var isOptional = false

  init(_ key: String, _ schema: Schema, isOptional: Bool = false, _ value: @escaping @Sendable (Row) -> JSONValue?) {
    self.key = key
    self.schema = schema
    self.isOptional = isOptional
    self.value = value
  }

  static func integer(_ key: String, _ value: @escaping @Sendable (Row) -> Int64) -> Self {
    Self(key, .integer) { .integer(value($0)) }
  }

  static func text(_ key: String, _ value: @escaping @Sendable (Row) -> String) -> Self { Self(key, .string) { .string(value($0)) } }

  static func number(_ key: String, _ value: @escaping @Sendable (Row) -> Double) -> Self { Self(key, .number) { .number(value($0)) } }

  /// Null where nobody knows.
  static func known(_ key: String, _ value: @escaping @Sendable (Row) -> Double?) -> Self {
    Self(key, Schema.number.orNull) { value($0).map(JSONValue.number) ?? .null }
  }

  static func instant(_ key: String, _ value: @escaping @Sendable (Row) -> Timestamp?) -> Self {
    Self(key, Schema.instant.orNull) { value($0).map { .string($0.inMilliseconds) } ?? .null }
  }
}

extension [JSONValue] {
  init<Row>(_ rows: [Row], _ members: [ClaraMember<Row>]) { self = rows.map { .object(.init($0, members)) } }
}

extension [String: JSONValue] {
  init<Row>(_ row: Row, _ members: [ClaraMember<Row>]) {
    self.init(uniqueKeysWithValues: members.compactMap { member in member.value(row).map { (member.key, $0) } })
  }
}

extension Schema {
  static func row<Row>(_ members: [ClaraMember<Row>]) -> Schema {
    let properties = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.schema.json) })
    let required = members.filter { !$0.isOptional }.map { JSONValue.string($0.key) }
    return Schema(["type": "object", "properties": .object(properties), "required": .array(required)])
  }
}

extension CSVWriter {
  mutating func table<Row>(_ rows: [Row], _ members: [ClaraMember<Row>]) {
    let members = members.sorted { $0.key < $1.key }
    row(members.map(\.key))
    for entry in rows { row(members.map { $0.value(entry)?.cell }) }
  }
}

extension JSONValue {
  /// nil: empty.
  fileprivate var cell: String? {
    switch self {
    case .null: nil
    case .string(let text): text
    case .array(let elements): elements.compactMap(\.cell).joined(separator: ";")
    default: text
    }
  }
}

extension Timestamp {
  /// RFC 3339 in UTC, always with three digits after the second.
  var inMilliseconds: String {
    let whole = Timestamp(seconds: microseconds.floorDivided(by: 1_000_000).quotient)
    let milliseconds = String((microseconds - whole.microseconds) / 1000)
    return whole.description.dropLast() + "." + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds + "Z"
  }
}
