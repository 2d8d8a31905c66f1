import HTTPTypes
import Web

/// Reads parameters as the original's framework does: of repeated ones the last counts, and all that cannot be read are told at once, in
/// the order in which they are asked for.
struct OpenWebUIParameters {
  private let query: QueryParameters
  private var problems: [JSONValue] = []

  init(_ query: QueryParameters) { self.query = query }

  func text(_ name: String) -> String? { query.all(name).last }

  /// Beyond 64 bits the nearest number.
  mutating func integer(_ name: String, atMost limit: Int64? = nil) -> Int64? {
    guard let text = text(name) else { return nil }
    guard let digits = LaxInteger.digits(of: text) else {
      refuse(name, text, "int_parsing", "Input should be a valid integer, unable to parse string as an integer")
      return nil
    }
    let number = Int64(digits) ?? (digits.hasPrefix("-") ? .min : .max)
    guard let limit, number > limit else { return number }
    refuse(
      name, text, "less_than_equal", .string("Input should be less than or equal to \(limit)"), context: ["le": .integer(limit)])
    return nil
  }

  /// The number again, of a parameter that was asked for already.
  func value(_ name: String) -> Int64? {
    var copy = self
    return copy.integer(name)
  }

  mutating func flag(_ name: String) -> Bool? {
    guard let text = text(name) else { return nil }
    switch text.lowercased() {
    case "true", "1", "yes", "y", "on", "t": return true
    case "false", "0", "no", "n", "off", "f": return false
    default:
      refuse(name, text, "bool_parsing", "Input should be a valid boolean, unable to interpret input")
      return nil
    }
  }

  /// One of a list of words, exactly so written.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let text = text(name) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map { "'\($0.rawValue)'" }
    let list = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    refuse(name, text, "literal_error", .string("Input should be " + list), context: ["expected": .string(list)])
    return nil
  }

  private mutating func refuse(_ name: String, _ text: String, _ type: JSONValue, _ message: JSONValue, context: JSONValue? = nil) {
    var problem: [String: JSONValue] = [
      "type": type, "loc": ["query", .string(name)], "msg": message, "input": .string(String(text.prefix(200))),
    ]
    problem["ctx"] = context
    problems.append(.object(problem))
  }

  /// - Throws: 422 with everything that could not be read.
  func check() throws(Problem) {
    guard !problems.isEmpty else { return }
    throw Problem(.unprocessableContent, "A parameter cannot be read.", members: ["detail": .array(problems)])
  }
}

extension Int64 {
  /// As an offset: what is negative leaves out nothing.
  var asOffset: Int { Int(Swift.min(Swift.max(self, 0), 1_000_000_000)) }
}
