import Semantics

/// What usage is broken down by, and how the rows are called.
enum UmbracoBreakdown: String, CaseIterable, Sendable {
  case provider, model, profile, user

  /// The documentation's models are those of a provider; the code takes equal ids for one model.
  func dimensions(_ contract: UmbracoContract) -> [Attribute] {
    switch self {
    case .provider: [.provider]
    case .model: contract == .documented ? [.provider, .model] : [.model]
    case .profile: [.profile, .profileName]
    case .user: [.user]
    }
  }

  func label(_ key: UmbracoGroups.Key, name: String?, _ contract: UmbracoContract) -> (dimension: String?, name: String?) {
    contract == .documented ? documented(key, name) : implemented(key, name)
  }

  private func implemented(_ key: UmbracoGroups.Key, _ name: String?) -> (String?, String?) {
    guard let id = key.id else { return (unknown, nil) }
    switch self {
    case .provider, .model: return (id, nil)
    case .profile: return (id, name)
    case .user: return (id, name ?? id)
    }
  }

  private func documented(_ key: UmbracoGroups.Key, _ name: String?) -> (String?, String?) {
    switch self {
    case .provider: (key.id ?? unknown, key.id.map(Self.display) ?? unknown)
    case .model: (Self.reference(key), key.id ?? unknown)
    case .profile: (key.id ?? unknown, name ?? key.id ?? unknown)
    case .user: (key.id, key.id == nil ? "System/API" : name ?? key.id)
    }
  }

  private var unknown: String {
    switch self {
    case .provider: "Unknown Provider"
    case .model: "Unknown Model"
    case .profile: "Unknown Profile"
    case .user: "Anonymous"
    }
  }

  /// `provider/model`; a missing part is the word that the product's own recorder puts there.
  private static func reference(_ key: UmbracoGroups.Key) -> String { "\(key.provider ?? "unknown")/\(key.id ?? "unknown")" }

  private static func display(_ provider: String) -> String { displayNames[provider.lowercased()] ?? provider }

  private static let displayNames = [
    "openai": "OpenAI", "anthropic": "Anthropic", "google": "Google", "azure": "Azure", "aws": "AWS", "mistral": "Mistral",
    "cohere": "Cohere", "deepseek": "DeepSeek", "groq": "Groq", "x-ai": "xAI", "openrouter": "OpenRouter", "perplexity": "Perplexity",
  ]
}
