import HTTPTypes
import Web

/// Reads parameters as the original's framework does: of repeated ones the last counts, and all that cannot be read are told at once.
struct AnalyticsParameters {
  private let query: QueryParameters
  private var problems: [JSONValue] = []

  init(_ query: QueryParameters) { self.query = query }

  func text(_ name: String) -> String? { query.all(name).last }

  mutating func integer(_ name: String) -> Int64? {
    guard let text = text(name) else { return nil }
    guard let digits = LaxInteger.digits(of: text) else {
      refuse(name, text, "int_parsing", "Input should be a valid integer, unable to parse string as an integer")
      return nil
    }
    if let number = Int64(digits) { return number }
    refuse(name, text, "int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size")
    return nil
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

  private mutating func refuse(_ name: String, _ text: String, _ type: JSONValue, _ message: JSONValue) {
    problems.append(["type": type, "loc": ["query", .string(name)], "msg": message, "input": .string(String(text.prefix(200)))])
  }

  /// - Throws: 422 with everything that could not be read.
  func check() throws(Problem) {
    guard !problems.isEmpty else { return }
    throw Problem(.unprocessableContent, "A parameter cannot be read.", members: ["detail": .array(problems)])
  }
}

/// A page as it was asked for. The original takes any number; a negative limit means everything, a negative offset none.
struct AnalyticsPage {
  let limit: Int64
  let offset: Int64
  /// As many rows as one answer may have.
  static let maximum: Int64 = 10_000

  var rowLimit: Int { Int(limit < 0 ? Self.maximum : min(limit, Self.maximum)) }
  /// nil: beyond everything.
  var rowOffset: Int? { offset > 1_000_000 ? nil : Int(max(offset, 0)) }
  /// Nothing needs to be asked.
  var isEmpty: Bool { limit == 0 || rowOffset == nil }

  static let limitParameter = Parameter.query("limit", .integer, "The number of rows; a negative one means all, up to \(maximum).")
  static let offsetParameter = Parameter.query("offset", .integer, "The number of rows to leave out.")
}
