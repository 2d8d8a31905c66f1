import Usage
import Web

/// The fields of an event as the OpenAPI document has them: made from the table of fields, so neither can lack what the other has.
enum EventSchema {
  /// What clients send.
  static var event: Schema { object(of: EventField.allCases.filter { !serverSet.contains($0) }, isInput: true, adding: ["usage": usage]) }

  /// What the server has of it.
  static var stored: Schema { object(of: EventField.allCases, isInput: false, adding: [:]) }

  static var body: Schema {
    ["anyOf": [Schema.ref("Event").json, Schema.array(of: .ref("Event")).json, Schema.object(["events": .array(of: .ref("Event"))]).json]]
  }

  private static let serverSet: Set<EventField> = [.priceID, .normalizer]

  private static let usage: Schema = [
    "type": "object", "description": "The usage object of OpenAI (chat, responses), Anthropic or Google, as the provider gave it.",
  ]

  private static func object(of fields: [EventField], isInput: Bool, adding further: [String: Schema]) -> Schema {
    var properties = further.mapValues(\.json)
    for field in fields { properties[field.definition.name] = schema(field, isInput: isInput).json }
    let required = isInput ? [] : fields.filter(\.definition.isRequired).map { JSONValue.string($0.definition.name) }
    return Schema(.object(["type": "object", "properties": .object(properties), "required": .array(required)]))
  }

  private static func schema(_ field: EventField, isInput: Bool) -> Schema {
    let schema = plain(field, isInput: isInput)
    // null means the same as leaving the field out; answers leave it out.
    return isInput ? schema.orNull : schema
  }

  private static func plain(_ field: EventField, isInput: Bool) -> Schema {
    switch field {
    case .status: return .oneOf(RequestStatus.allCases.map(\.rawValue))
    case .costSource: return .oneOf(isInput ? ["client", "provider"] : Cost.Source.allCases.map(\.rawValue))
    default: break
    }
    switch field.definition.kind {
    case .text: return .string
    case .integer: return .integer(0...1_000_000_000_000)
    case .boolean: return .boolean
    case .timestamp: return isInput ? ["type": ["string", "number"]] : .instant
    case .duration, .money: return .number
    case .tags: return isInput ? .map(of: ["type": ["string", "number", "boolean"]]) : .map(of: .string)
    }
  }
}
