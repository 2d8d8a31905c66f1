import Foundation

/// A request that the original answered, and its answer.
struct RecordedAnswer: Decodable {
  let name: String
  let method: String
  let path: String
  let query: [String: String]?
  let headers: [String: String]?
  let status: Int
  let location: String?
  private(set) var body: RecordedJSON?
  /// The case that has the same body.
  private let bodyOf: String?

  private enum CodingKeys: String, CodingKey {
    case name = "case"
    case bodyOf = "body_of"
    case method, path, query, headers, status, location, body
  }

  var uri: String {
    guard let query, !query.isEmpty else { return path }
    var parts = URLComponents()
    parts.queryItems = query.map { URLQueryItem(name: $0, value: $1) }
    return path + "?" + (parts.percentEncodedQuery ?? "")
  }

  /// All cases over one set of records: "main" or "empty".
  static func all(_ set: String) throws -> [RecordedAnswer] {
    let lines = try Data(contentsOf: folder.appending(path: set + ".jsonl")).split(separator: UInt8(ascii: "\n"))
    var answers = try lines.map { try JSONDecoder().decode(RecordedAnswer.self, from: $0) }
    let bodies = Dictionary(uniqueKeysWithValues: answers.map { ($0.name, $0.body) })
    for index in answers.indices {
      if let name = answers[index].bodyOf, let body = bodies[name] { answers[index].body = body }
    }
    return answers
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Conformance/auto-analyst")
}

indirect enum RecordedJSON: Hashable, Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([RecordedJSON])
  case object([String: RecordedJSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let elements = try? value.decode([RecordedJSON].self) {
      self = .array(elements)
    } else {
      self = .object(try value.decode([String: RecordedJSON].self))
    }
  }

  subscript(key: String) -> RecordedJSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }
}
