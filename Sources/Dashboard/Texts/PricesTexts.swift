import Web

enum PricesTexts {
  static let title = "Prices"
  static let unpriced = "Usage without a price"
  static let overrides = "Your own prices"
  static let form = "Set a price"
  static let catalog = "The catalog"
  static let provider = "Provider"
  static let model = "Model"
  static let project = "Project"
  static let requests = "Requests"
  static let priceThis = "Price this model"
  static let noName = "no name was reported"
  static let allPriced = "Everything has a price"
  static let allPricedAdvice = "No request of this period is without one."
  static let noOverrides = "No prices of your own"
  static let noOverridesAdvice =
    "The catalog's hold. A price of your own goes before it: a negotiated rate, a model of your own, a correction."
  static let noModel = "No such model"
  static let noModelAdvice = "A shorter part of the name finds more. What is not in the catalog can be given a price of your own."
  static let search = "Find a provider or model"
  static let input = "Input"
  static let output = "Output"
  static let cacheRead = "Cache read"
  static let cacheWrite = "Cache write"
  static let other = "Other"
  static let id = "Change"
  static let valid = "Holds"
  static let always = "always"
  static let edit = "Edit"
  static let remove = "Remove"
  static let save = "Save"
  static let saved = "The price is saved. It holds from the next request on; what is recorded keeps its cost."
  static let removed = "The price is removed. The catalog's holds from the next request on."
  static let gone = "There is no such price any more."
  static let changed = "Somebody else has changed this price in the meantime; nothing was saved. This is it now."
  static let exists = "has a price of your own already: edit that one"
  static let badNumber = "must be a number of dollars such as 3 or 0.15"
  static let badDay = "must be a day such as 2026-03-31"
  static let noPrice = "at least one price is needed; 0 is free"
  static let modelHint = "ends with * for all names that begin so"
  static let providerHint = "empty: of any"
  static let projectHint = "empty: in all"
  static let firstDay = "First day"
  static let lastDay = "Last day"
  static let perMillion = "$ per million tokens"
  static let note = "In US dollars; token prices are per million tokens."
  static func suggestion(_ provider: String, _ model: String) -> String {
    "The prices below are the catalog's for \(provider)/\(model), as a suggestion."
  }
  static func confirmRemoval(_ model: String) -> String { "Remove the price of \(model)?" }
  static func from(_ day: String) -> String { "from \(day)" }
  static func from(_ day: HTML) -> HTML { "from \(day)" }
  static func until(_ day: String) -> String { "until \(day)" }
  static func until(_ day: HTML) -> HTML { "until \(day)" }
  static func catalogNote(_ version: String, _ count: HTML) -> HTML { "\(version), \(count) models; the prices that hold today." }

  /// The prices that the form offers, as an override spells them.
  static let fields = [
    ("input", "Input", perMillion), ("output", "Output", perMillion), ("cache_read", "Cache read", perMillion),
    ("cache_write", "Cache write", perMillion), ("reasoning", "Reasoning", perMillion), ("per_image", "Image", "$ each"),
    ("per_1k_characters", "Characters", "$ per thousand"), ("per_audio_minute", "Audio", "$ per minute"),
    ("per_request", "Request", "$ each"),
  ]

  static func words(_ name: String) -> String {
    switch name {
    case "cache_read": cacheRead.lowercased()
    case "cache_write": cacheWrite.lowercased()
    case "cache_write_1h": "cache write for an hour"
    case "audio_input": "audio input"
    case "image_input": "image input"
    case "audio_output": "audio output"
    case "image_output": "image output"
    case "per_image": "an image"
    case "per_1k_characters": "1,000 characters"
    case "per_audio_minute": "a minute of audio"
    case "per_web_search": "a web search"
    case "per_request": "a request"
    default: name
    }
  }
  static func above(_ name: String, _ tokens: String) -> String { "\(words(name)) over \(tokens)" }
}
