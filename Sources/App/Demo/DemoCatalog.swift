/// Who and what appears in demo data, and how often.
enum DemoCatalog {
  struct Model: Sendable {
    let provider: String
    let name: String
    let operation: String
    let weight: Double
    /// Typical tokens of one request.
    let input: Double
    let output: Double
    /// Typical milliseconds until the first token, and per output token.
    let firstToken: Double
    let perToken: Double
    /// Runs on the organisation's own machines: it costs nothing, and the client says so.
    var isFree = false
  }

  static let models = [
    Model(provider: "openai", name: "gpt-4o", operation: "chat", weight: 18, input: 1800, output: 420, firstToken: 420, perToken: 11),
    Model(provider: "openai", name: "gpt-4o-mini", operation: "chat", weight: 24, input: 1200, output: 350, firstToken: 300, perToken: 7),
    Model(provider: "openai", name: "o3-mini", operation: "chat", weight: 6, input: 2200, output: 1500, firstToken: 2400, perToken: 8),
    Model(
      provider: "openai", name: "text-embedding-3-small", operation: "embeddings", weight: 14, input: 700, output: 0, firstToken: 60,
      perToken: 0),
    Model(
      provider: "anthropic", name: "claude-sonnet-4-5", operation: "chat", weight: 16, input: 5200, output: 640, firstToken: 800,
      perToken: 13),
    Model(
      provider: "anthropic", name: "claude-haiku-4-5", operation: "chat", weight: 9, input: 2600, output: 380, firstToken: 350, perToken: 6),
    Model(
      provider: "google", name: "gemini-2.5-flash", operation: "generate_content", weight: 8, input: 3000, output: 500, firstToken: 380,
      perToken: 5),
    Model(
      provider: "mistral", name: "mistral-large-latest", operation: "chat", weight: 3, input: 1600, output: 400, firstToken: 500,
      perToken: 12),
    Model(
      provider: "ollama", name: "llama3.3:70b", operation: "chat", weight: 5, input: 1400, output: 380, firstToken: 900, perToken: 30,
      isFree: true),
    Model(
      provider: "inhouse", name: "contract-reader-2", operation: "chat", weight: 1, input: 6000, output: 300, firstToken: 700, perToken: 20),
  ]

  static let features = ["assistant", "search", "summaries", "translation", "code review", "support"]
  static let users = [
    "amira", "ben", "chloe", "daichi", "elif", "farid", "greta", "hugo", "ines", "jonas", "kaori", "liam", "mei", "nadia", "oskar",
    "priya", "quinn", "rosa", "sven", "tariq", "uma", "vera", "wanda", "yusuf",
  ]

  static let failures = [
    ("rate_limit_error", "Too many requests."), ("timeout", "The provider did not answer in time."),
    ("overloaded_error", "The provider is overloaded."), ("invalid_request_error", "The context is too long."),
  ]
}
