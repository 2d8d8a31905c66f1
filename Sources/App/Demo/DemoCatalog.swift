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
    /// How many of ten people like an answer.
    var liking = 7.0
  }

  static let models = [
    Model(provider: "openai", name: "gpt-4o", operation: "chat", weight: 18, input: 1800, output: 420, firstToken: 420, perToken: 11),
    Model(
      provider: "openai", name: "gpt-4o-mini", operation: "chat", weight: 24, input: 1200, output: 350, firstToken: 300, perToken: 7,
      liking: 6),
    Model(
      provider: "openai", name: "o3-mini", operation: "chat", weight: 6, input: 2200, output: 1500, firstToken: 2400, perToken: 8,
      liking: 7.5),
    Model(
      provider: "openai", name: "text-embedding-3-small", operation: "embeddings", weight: 14, input: 700, output: 0, firstToken: 60,
      perToken: 0),
    Model(
      provider: "anthropic", name: "claude-sonnet-4-5", operation: "chat", weight: 16, input: 5200, output: 640, firstToken: 800,
      perToken: 13, liking: 9),
    Model(
      provider: "anthropic", name: "claude-haiku-4-5", operation: "chat", weight: 9, input: 2600, output: 380, firstToken: 350, perToken: 6,
      liking: 7.5),
    Model(
      provider: "google", name: "gemini-2.5-flash", operation: "generate_content", weight: 8, input: 3000, output: 500, firstToken: 380,
      perToken: 5),
    Model(
      provider: "mistral", name: "mistral-large-latest", operation: "chat", weight: 3, input: 1600, output: 400, firstToken: 500,
      perToken: 12, liking: 6),
    Model(
      provider: "ollama", name: "llama3.3:70b", operation: "chat", weight: 5, input: 1400, output: 380, firstToken: 900, perToken: 30,
      isFree: true, liking: 5),
    Model(
      provider: "inhouse", name: "contract-reader-2", operation: "chat", weight: 1, input: 6000, output: 300, firstToken: 700, perToken: 20,
      liking: 4.5),
  ]

  /// What people do, under which profile of the application, and with what.
  struct Feature: Sendable {
    let name: String
    let profile: String
    let entity: String
    let titles: [String]
  }

  static let features = [
    Feature(
      name: "assistant", profile: "Everyday assistant", entity: "note",
      titles: ["Agenda for Thursday", "Reply to a customer", "Names for the new product", "Travel to the trade fair"]),
    Feature(
      name: "search", profile: "Knowledge search", entity: "document",
      titles: ["Where is the leave policy?", "Warranty of the X200", "Who knows about customs?", "Minutes of the board"]),
    Feature(
      name: "summaries", profile: "Everyday assistant", entity: "document",
      titles: ["Report of the third quarter", "Interviews in short", "What changed in the contract", "Market study"]),
    Feature(
      name: "translation", profile: "Translator", entity: "page",
      titles: ["Manual into Spanish", "Press release into French", "Terms into English", "Shop texts into Polish"]),
    Feature(
      name: "code review", profile: "Code reviewer", entity: "repository",
      titles: ["Retry of the payment call", "Flaky test of the importer", "Index for the orders", "Upgrade of the framework"]),
    Feature(
      name: "support", profile: "Support desk", entity: "ticket",
      titles: ["Password does not arrive", "Invoice twice", "App closes at the start", "Delivery to the old address"]),
    Feature(
      name: dataAnalysis, profile: "Data analyst", entity: "table",
      titles: ["Sales by region", "Who leaves and why", "Forecast of the stock", "Price test of spring"]),
  ]

  /// Its code is run: that makes executions.
  static let dataAnalysis = "data analysis"

  static let failures = [
    ("rate_limit_error", "Too many requests."), ("timeout", "The provider did not answer in time."),
    ("overloaded_error", "The provider is overloaded."), ("invalid_request_error", "The context is too long."),
  ]

  /// What the agents of data analysis say when their code fails.
  static let executionErrors = [
    ("preprocessing_agent", "KeyError: 'order_date' is not in the columns"),
    ("preprocessing_agent", "ValueError: could not convert string to float: '1.234,50'"),
    ("statistical_analytics_agent", "TypeError: cannot compare text with numbers"),
    ("statistical_analytics_agent", "NameError: name 'monthly' is not defined"),
    ("sk_learn_agent", "ModuleNotFoundError: no module called lightgbm"),
    ("sk_learn_agent", "MemoryError: the matrix does not fit"),
    ("data_viz_agent", "SyntaxError: a bracket was never closed"),
    ("data_viz_agent", "The execution timed out after 60 s"),
  ]

  static let praise = ["Exactly what I needed.", "Quick and right.", "Good structure, little to change."]
  static let blame = ["Missed the point.", "Numbers are not those of the file.", "Much too long.", "The source does not say so."]
}
