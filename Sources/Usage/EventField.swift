/// The columns of a stored event, one case each. The order is the order of the encoded row (`EventRow`) and of the request table:
/// new fields are added at the end, none is ever moved or reused, so that old journals stay readable.
package enum EventField: Int, CaseIterable, Sendable {
  case id, timestamp, project, source, operation, provider, model, requestModel
  case user, chat, message, session, profile, profileName, feature, entityType, agent, task, configuration, tags
  case input, cacheRead, cacheWrite, cacheWrite1h, audioInput, imageInput
  case output, reasoning, audioOutput, imageOutput, total, tokensEstimated
  case images, characters, audioSeconds, webSearches
  case cost, costSource, priceID
  case duration, timeToFirstToken, streamed, status, errorType, errorMessage, nested, serviceTier, normalizer

  package enum Kind: Sendable {
    case text
    case integer
    case boolean
    /// Microseconds since 1970.
    case timestamp
    /// Microseconds; milliseconds (or seconds, for `audioSeconds`) on the wire.
    case duration
    /// Billionths of a dollar; dollars on the wire.
    case money
    /// A string map; its encoded form is JSON with sorted keys.
    case tags
  }

  package struct Definition: Sendable {
    /// The name in storage. The wire's name is the same but for durations, which carry their unit.
    package let column: String
    package let name: String
    package let kind: Kind
    package let isRequired: Bool
  }

  package var definition: Definition { Self.definitions[rawValue] }

  private static let definitions: [Definition] = allCases.map(\.written)

  private var written: Definition {
    switch self {
    case .id: .text("id", required: true)
    case .timestamp: .init(column: "timestamp", name: "timestamp", kind: .timestamp, isRequired: true)
    case .project: .text("project", required: true)
    case .source: .text("source", required: true)
    case .operation: .text("operation", required: true)
    case .provider: .text("provider")
    case .model: .text("model")
    case .requestModel: .text("request_model")
    case .user: .text("user_id")
    case .chat: .text("chat_id")
    case .message: .text("message_id")
    case .session: .text("session_id")
    case .profile: .text("profile_id")
    case .profileName: .text("profile_name")
    case .feature: .text("feature")
    case .entityType: .text("entity_type")
    case .agent: .text("agent_id")
    case .task: .text("task_id")
    case .configuration: .text("configuration_id")
    case .tags: .init(column: "tags", name: "tags", kind: .tags, isRequired: false)
    case .input: .integer("input_tokens")
    case .cacheRead: .integer("cache_read_tokens")
    case .cacheWrite: .integer("cache_write_tokens")
    case .cacheWrite1h: .integer("cache_write_1h_tokens")
    case .audioInput: .integer("audio_input_tokens")
    case .imageInput: .integer("image_input_tokens")
    case .output: .integer("output_tokens")
    case .reasoning: .integer("reasoning_tokens")
    case .audioOutput: .integer("audio_output_tokens")
    case .imageOutput: .integer("image_output_tokens")
    case .total: .integer("total_tokens")
    case .tokensEstimated: .flag("tokens_estimated", required: true)
    case .images: .integer("images")
    case .characters: .integer("characters")
    case .audioSeconds: .init(column: "audio_us", name: "audio_seconds", kind: .duration, isRequired: false)
    case .webSearches: .integer("web_searches")
    case .cost: .init(column: "cost_nano", name: "cost", kind: .money, isRequired: false)
    case .costSource: .text("cost_source", required: true)
    case .priceID: .text("price_id")
    case .duration: .init(column: "duration_us", name: "duration_ms", kind: .duration, isRequired: false)
    case .timeToFirstToken: .init(column: "ttft_us", name: "time_to_first_token_ms", kind: .duration, isRequired: false)
    case .streamed: .flag("streamed")
    case .status: .text("status", required: true)
    case .errorType: .text("error_type")
    case .errorMessage: .text("error_message")
    case .nested: .flag("nested", required: true)
    case .serviceTier: .text("service_tier")
    case .normalizer: .text("normalizer")
    }
  }
}

extension EventField.Definition {
  static func text(_ name: String, required: Bool = false) -> Self {
    .init(column: name, name: name, kind: .text, isRequired: required)
  }
  static func integer(_ name: String) -> Self { .init(column: name, name: name, kind: .integer, isRequired: false) }
  static func flag(_ name: String, required: Bool = false) -> Self {
    .init(column: name, name: name, kind: .boolean, isRequired: required)
  }
}
