import Usage

/// Why a request failed, in the product's words.
enum UmbracoErrorCategory: String, CaseIterable {
  case authentication = "Authentication"
  case rateLimiting = "RateLimiting"
  case modelNotFound = "ModelNotFound"
  case invalidRequest = "InvalidRequest"
  case serverError = "ServerError"
  case networkError = "NetworkError"
  case contextResolution = "ContextResolution"
  case toolExecution = "ToolExecution"
  case guardrailBlocked = "GuardrailBlocked"
  case unknown = "Unknown"

  /// nil for what did not fail. The error's type decides; where it says nothing, words of the message do.
  init?(_ event: UsageEvent) {
    switch event.status {
    case .success: return nil
    case .blocked: self = .guardrailBlocked
    case .failure, .cancelled:
      self = event.errorType.flatMap(Self.init(type:)) ?? event.errorMessage.flatMap(Self.init(message:)) ?? .unknown
    }
  }

  private init?(type: String) {
    let plain = type.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    guard let found = Self.types[plain] ?? Self.allCases.first(where: { $0.rawValue.lowercased() == plain }) else { return nil }
    self = found
  }

  private init?(message: String) {
    let message = message.lowercased()
    guard let found = Self.words.first(where: { message.contains($0.word) }) else { return nil }
    self = found.category
  }

  private static let types: [String: UmbracoErrorCategory] = [
    "ratelimited": .rateLimiting, "ratelimit": .rateLimiting, "ratelimiterror": .rateLimiting, "429": .rateLimiting,
    "notfound": .modelNotFound, "404": .modelNotFound, "authenticationerror": .authentication, "401": .authentication, "403": .authentication,
    "invalidrequesterror": .invalidRequest, "badrequest": .invalidRequest, "400": .invalidRequest, "transient": .serverError,
    "500": .serverError, "502": .serverError, "503": .serverError, "timeout": .networkError, "cancelled": .unknown,
  ]

  private static let words: [(word: String, category: UmbracoErrorCategory)] = [
    ("rate limit", .rateLimiting), ("too many requests", .rateLimiting), ("unauthorized", .authentication), ("api key", .authentication),
    ("not found", .modelNotFound), ("invalid", .invalidRequest), ("timeout", .networkError), ("connection", .networkError),
    ("server error", .serverError),
  ]
}
