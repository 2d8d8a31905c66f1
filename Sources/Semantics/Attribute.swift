import Usage

/// The stored columns that a query can group and filter by.
package enum Attribute: CaseIterable, Sendable {
  case project, source, operation, provider, model, requestModel
  case user, chat, session, message, profile, profileName, feature, entityType, agent, task, configuration
  case status, errorType, serviceTier, streamed, nested, costSource, priceID, normalizer
  case id, errorMessage

  package var field: EventField {
    switch self {
    case .project: .project
    case .source: .source
    case .operation: .operation
    case .provider: .provider
    case .model: .model
    case .requestModel: .requestModel
    case .user: .user
    case .chat: .chat
    case .session: .session
    case .message: .message
    case .profile: .profile
    case .profileName: .profileName
    case .feature: .feature
    case .entityType: .entityType
    case .agent: .agent
    case .task: .task
    case .configuration: .configuration
    case .status: .status
    case .errorType: .errorType
    case .serviceTier: .serviceTier
    case .streamed: .streamed
    case .nested: .nested
    case .costSource: .costSource
    case .priceID: .priceID
    case .normalizer: .normalizer
    case .id: .id
    case .errorMessage: .errorMessage
    }
  }

  package var name: String { field.definition.name }

  /// Its values are true and false instead of texts.
  package var isBoolean: Bool { field.definition.kind == .boolean }

  package init?(name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}
