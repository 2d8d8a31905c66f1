import Semantics
import Usage

/// What kind of model answers, in the product's words.
enum UmbracoCapability: String, CaseIterable {
  case chat = "Chat"
  case embedding = "Embedding"
  case media = "Media"
  case moderation = "Moderation"
  case speechToText = "SpeechToText"

  init?(name: String) {
    let name = name.lowercased()
    guard let found = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) else { return nil }
    self = found
  }

  /// Whatever no other capability has is chat.
  init(_ operation: Operation) {
    self = Self.allCases.first { $0.operations.contains(operation) } ?? .chat
  }

  var filter: Filter {
    guard self == .chat else { return .isIn(.by(.operation), operations.map(\.name)) }
    return .not(.isIn(.by(.operation), Self.allCases.flatMap(\.operations).map(\.name)))
  }

  private var operations: [Operation] {
    switch self {
    case .chat: []
    case .embedding: [.embeddings]
    case .media: [.imageGeneration, .speech]
    case .moderation: [.moderation]
    case .speechToText: [.transcription, .translation]
    }
  }
}
