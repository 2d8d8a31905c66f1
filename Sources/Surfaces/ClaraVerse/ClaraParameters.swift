import Semantics
import Web

/// Reads parameters; of a repeated one the first counts.
struct ClaraParameters {
  private let query: QueryParameters
  private var problems: [Problem.Field] = []

  init(_ query: QueryParameters) { self.query = query }

  /// nil where it is empty.
  func text(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }

  mutating func integer(_ name: String, in range: ClosedRange<Int64>) -> Int64? {
    guard let text = query[name] else { return nil }
    let isDigits = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isDigits, let number = Int64(text), range.contains(number) else {
      refuse(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  mutating func word(_ name: String, of words: [String]) -> String? {
    guard let text = query[name] else { return nil }
    if !words.contains(text) { refuse(name, "must be one of \(words.joined(separator: ", "))") }
    return text
  }

  mutating func zone(_ name: String) -> Zone {
    guard let text = query[name] else { return .utc }
    if let zone = Zone(text) { return zone }
    refuse(name, "is not the name of a time zone, such as Europe/Berlin")
    return .utc
  }

  private mutating func refuse(_ name: String, _ message: String) { problems.append(.init(name, message)) }

  func check() throws(Problem) {
    guard !problems.isEmpty else { return }
    throw Problem(.badRequest, problems.map { "\($0.field) \($0.message)" }.joined(separator: "; "), errors: problems)
  }
}
