/// A media type without parameters, in lower case.
package struct ContentType: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { self.init(rawValue: value) }

  /// The type that a Content-Type header names.
  package init(header: String) {
    rawValue = header.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
  }

  package static let json: Self = "application/json"
  package static let ndjson: Self = "application/x-ndjson"
  package static let problem: Self = "application/problem+json"
  package static let csv: Self = "text/csv"
  package static let html: Self = "text/html"
  package static let css: Self = "text/css"
  package static let javascript: Self = "text/javascript"
  package static let svg: Self = "image/svg+xml"
  package static let text: Self = "text/plain"
  package static let form: Self = "application/x-www-form-urlencoded"
  package static let octets: Self = "application/octet-stream"
  package static let eventStream: Self = "text/event-stream"
  /// Every type, where an endpoint looks at the bytes and not at their name.
  package static let any: Self = "*/*"

  /// The value of a response's Content-Type header.
  package var header: String { rawValue.hasPrefix("text/") ? rawValue + "; charset=utf-8" : rawValue }
}
