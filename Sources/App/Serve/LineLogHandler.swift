import Foundation
import Logging
import Usage

/// One line an entry on standard error, for people (text) or machines (json).
struct LineLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  private let format: Configuration.LogFormat
  private let label: String

  init(label: String, format: Configuration.LogFormat, level: Logger.Level) {
    self.label = label
    self.format = format
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let time = TimeSource.system.now().description
    let entries = metadata.merging(event.metadata ?? [:]) { _, own in own }.sorted { $0.key < $1.key }
    let line: String
    switch format {
    case .text:
      line =
        "\(time) \(event.level) \(Self.plain(event.message.description))" + entries.map { " \($0.key)=\(Self.quoted($0.value))" }.joined()
    case .json:
      line = Self.json(
        [("time", time), ("level", "\(event.level)"), ("message", event.message.description)] + entries.map { ($0.key, "\($0.value)") })
    }
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// A line break in what somebody sent must not begin an entry of its own.
  private static func plain(_ text: String) -> String {
    text.unicodeScalars.contains { $0.value < 0x20 } ? String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) }) : text
  }

  private static func quoted(_ value: Logger.MetadataValue) -> String {
    let text = plain("\(value)")
    return text.contains(" ") || text.contains("\"") ? "\"" + text.replacingOccurrences(of: "\"", with: "'") + "\"" : text
  }

  private static func json(_ members: [(String, String)]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    let object = Dictionary(members, uniquingKeysWith: { first, _ in first })
    return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
