import Foundation
import Semantics
import Usage

/// A readable test: records, questions, expected tables. See Tests/Scripts.
///
///     now 2026-03-29T12:00:00Z
///     zone Europe/Berlin
///     load
///       timestamp            | model | cost
///       2026-03-29T00:30:00Z | a     | 0.5
///     ask the cost of each model
///       metrics cost
///       dimensions model
///     expect
///       model | cost
///       a     | 0.5
///
/// Words after "ask" are its title. "-" is a missing value. An answer with more rows than its limit ends with "...". A question that
/// must be refused has "refuse" and lines "field: part of the message" instead of "expect".
package struct Script: Sendable {
  package let name: String
  package private(set) var now = Timestamp(seconds: 0)
  package private(set) var zone = Zone.utc
  package private(set) var events: [UsageEvent] = []
  package private(set) var questions: [Question] = []

  package struct Question: Sendable {
    package let title: String
    package fileprivate(set) var lines: [String] = []
    package fileprivate(set) var expected: [[String]] = []
    package fileprivate(set) var refusals: [String] = []
  }

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Every script of this repository.
  package static func all() throws -> [Script] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Scripts")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "query" }.sorted { $0.path < $1.path }.map {
      try Script(name: $0.deletingPathExtension().lastPathComponent, String(contentsOf: $0, encoding: .utf8))
    }
  }

  package init(name: String, _ text: String) throws {
    self.name = name
    var section = "", table: [[String]] = []
    for line in text.split(separator: "\n") where !line.trimmingCharacters(in: .whitespaces).hasPrefix("#") {
      let words = line.split(separator: " ", maxSplits: 1)
      let rest = words.count > 1 ? words[1].trimmingCharacters(in: .whitespaces) : ""
      if line.hasPrefix(" ") {
        let content = line.trimmingCharacters(in: .whitespaces)
        switch section {
        case "load": table.append(Self.cells(content))
        case "ask": questions[questions.count - 1].lines.append(content)
        case "expect": questions[questions.count - 1].expected.append(Self.cells(content))
        case "refuse": questions[questions.count - 1].refusals.append(content)
        default: throw Failure(description: "\(name): what is this? \(line)")
        }
        continue
      }
      section = String(words.first ?? "")
      switch section {
      case "now": now = try Self.some(Timestamp(rest), name, line)
      case "zone": zone = try Self.some(Zone(rest), name, line)
      case "ask": questions.append(Question(title: rest))
      default: break
      }
    }
    events = try ScriptEvents(table).events()
  }

  private static func cells(_ line: String) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private static func some<Read>(_ value: Read?, _ name: String, _ line: Substring) throws -> Read {
    guard let value else { throw Failure(description: "\(name): cannot read \(line)") }
    return value
  }
}
