import Usage
import Web

/// A query as ASP.NET binds it: names in any case, the first of several values, unknown names not looked at.
struct UmbracoParameters {
  private let items: [QueryParameters.Item]
  private(set) var errors: [Problem.Field] = []

  init(_ query: QueryParameters) { items = query.items }

  subscript(name: String) -> String? { items.first { $0.name.lowercased() == name.lowercased() }?.value }

  /// A text; nil where it is empty.
  func text(_ name: String) -> String? {
    guard let text = self[name], !text.allSatisfy(\.isWhitespace) else { return nil }
    return text
  }

  /// An instant; what cannot be read is noted.
  mutating func instant(_ name: String, isRequired: Bool = false) -> UmbracoInstant? {
    guard let text = self[name] else {
      if isRequired { errors.append(.init(name, "The \(name) field is required.")) }
      return nil
    }
    guard let instant = UmbracoInstant(text) else {
      note(name, text)
      return nil
    }
    return instant
  }

  mutating func integer(_ name: String, in range: ClosedRange<Int>, else standard: Int) -> Int {
    guard let text = self[name] else { return standard }
    guard let number = Int(UmbracoGranularity.trimmed(text)), range.contains(number) else {
      note(name, text)
      return standard
    }
    return number
  }

  mutating func note(_ name: String, _ text: String) {
    errors.append(.init(name, text.isEmpty ? "The value '' is invalid." : "The value '\(text.prefix(200))' is not valid."))
  }

  func check() throws(Problem) {
    if !errors.isEmpty { throw .umbracoValidation(errors) }
  }
}

/// A point in time as a client wrote it.
struct UmbracoInstant {
  let instant: Timestamp
  let isDate: Bool

  init?(_ text: String) {
    let text = UmbracoGranularity.trimmed(text)
    guard let instant = Timestamp(text) else { return nil }
    self.instant = instant
    isDate = text.utf8.count == 10
  }

  /// The first instant after it; of a date, after its day.
  var end: Timestamp { isDate ? instant.adding(seconds: 86_400) : instant.adding(microseconds: 1) }
}
