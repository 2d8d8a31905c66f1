/// A JSON Schema (2020-12, as OpenAPI 3.1 takes it).
package struct Schema: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  package var json: JSONValue

  package init(_ json: JSONValue) { self.json = json }
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    json = .object(Dictionary(members, uniquingKeysWith: { _, last in last }))
  }

  package static let string: Schema = ["type": "string"]
  package static let integer: Schema = ["type": "integer", "format": "int64"]
  package static let number: Schema = ["type": "number"]
  package static let boolean: Schema = ["type": "boolean"]
  package static let instant: Schema = ["type": "string", "format": "date-time"]
  package static let date: Schema = ["type": "string", "format": "date"]
  package static let any: Schema = [:]

  package static func integer(_ range: ClosedRange<Int64>) -> Schema {
    ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
  }

  package static func oneOf(_ values: [String]) -> Schema { ["type": "string", "enum": .array(values.map(JSONValue.string))] }

  package static func array(of element: Schema) -> Schema { ["type": "array", "items": element.json] }

  /// Every member is required unless named in `optional`.
  package static func object(_ members: KeyValuePairs<String, Schema>, optional: Set<String> = []) -> Schema {
    let properties = Dictionary(members.map { ($0.key, $0.value.json) }, uniquingKeysWith: { _, last in last })
    let required = members.map(\.key).filter { !optional.contains($0) }
    return ["type": "object", "properties": .object(properties), "required": .array(required.map(JSONValue.string))]
  }

  package static func map(of value: Schema) -> Schema { ["type": "object", "additionalProperties": value.json] }

  /// One of the document's component schemas.
  package static func ref(_ name: String) -> Schema { ["$ref": .string("#/components/schemas/" + name)] }

  package var orNull: Schema { ["anyOf": [json, ["type": "null"]]] }

  package func described(_ description: String) -> Schema {
    guard case .object(var members) = json else { return self }
    members["description"] = .string(description)
    return Schema(.object(members))
  }
}
