/// Every setting, once: its flag, its environment variable and its key in the settings file all derive from the case's name.
package enum Setting: String, CaseIterable, Sendable {
  case data, host, port, publicURL, timeZone, asOf
  case logLevel, logFormat
  case threads, memoryLimit, queryTimeout
  case maxBody, maxConnections, requestTimeout, corsOrigins
  case prices
  case apis
  case content
  case modelTiers

  package struct Definition: Sendable {
    package let placeholder: String
    /// nil: not set unless somebody sets it.
    package let standard: String?
    package let help: String
  }

  package var definition: Definition {
    switch self {
    case .data: .init(placeholder: "DIR", standard: "weir-data", help: "The data directory; made if it is not there.")
    case .host: .init(placeholder: "ADDRESS", standard: "127.0.0.1", help: "The address to listen on.")
    case .port: .init(placeholder: "N", standard: "8080", help: "The port to listen on; 0 takes a free one.")
    case .publicURL:
      .init(
        placeholder: "URL", standard: nil, help: "How browsers reach the server, if not by host and port. With https, cookies are Secure.")
    case .timeZone: .init(placeholder: "ZONE", standard: "UTC", help: "The IANA time zone of days and months where a request names none.")
    case .asOf: .init(placeholder: "INSTANT", standard: nil, help: "Freezes the clock of all queries: for demos and tests on fixed data.")
    case .logLevel: .init(placeholder: "LEVEL", standard: "info", help: "trace, debug, info, notice, warning, error or critical.")
    case .logFormat: .init(placeholder: "FORMAT", standard: "text", help: "text or json, one line an entry.")
    case .threads: .init(placeholder: "N", standard: nil, help: "The engine's threads; as many as there are cores if not set.")
    case .memoryLimit: .init(placeholder: "SIZE", standard: "1GiB", help: "What the engine may use before it spills to disk.")
    case .queryTimeout: .init(placeholder: "SECONDS", standard: "30", help: "When a query is stopped.")
    case .maxBody: .init(placeholder: "SIZE", standard: "64MiB", help: "The largest body taken, before and after decompression.")
    case .maxConnections: .init(placeholder: "N", standard: "4096", help: "Connections open at once; more wait.")
    case .requestTimeout: .init(placeholder: "SECONDS", standard: "60", help: "When a request is given up.")
    case .corsOrigins:
      .init(
        placeholder: "LIST", standard: nil,
        help: "Origins, divided by commas, whose pages may call; then API=ORIGIN ORIGIN... for an API that has a list of its own.")
    case .prices:
      .init(placeholder: "FILE", standard: nil, help: "A JSON file of price overrides; at each start it replaces those set before.")
    case .apis:
      .init(
        placeholder: "LIST", standard: "all",
        help: "Other products' APIs to serve, divided by commas: \(AllSurfaces.names.joined(separator: ", ")); or all, or none.")
    case .content:
      .init(
        placeholder: "ON", standard: "off", help: "on: keep what people and models wrote, where messages, feedback or executions bring it.")
    case .modelTiers:
      .init(placeholder: "FILE", standard: nil, help: "A JSON file of tiers of models and their credits; Auto-Analyst's if not set.")
    }
  }

  /// `timeZone` -> ["time", "zone"]; `publicURL` -> ["public", "url"].
  private var words: [String] {
    var words: [String] = []
    var wasUpper = true
    for character in rawValue {
      if character.isUppercase, !wasUpper { words.append("") }
      wasUpper = character.isUppercase
      words.isEmpty ? words.append(character.lowercased()) : words[words.count - 1].append(character.lowercased())
    }
    return words
  }

  package var flag: String { "--" + words.joined(separator: "-") }
  package var environmentVariable: String { "WEIR_" + words.joined(separator: "_").uppercased() }
  package var fileKey: String { words.joined(separator: "_") }
}
