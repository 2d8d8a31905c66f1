import Foundation

/// The texts of the settings and where each comes from: a flag beats the environment, which beats the file, which beats the default.
package struct SettingValues: Sendable {
  package enum Origin: Hashable, Sendable { case flag, environment, file(String), standard }

  package struct Entry: Hashable, Sendable {
    package let text: String
    package let origin: Origin
  }

  package private(set) var entries: [Setting: Entry] = [:]
  package private(set) var problems: [ConfigurationProblem] = []

  package subscript(setting: Setting) -> String? { entries[setting]?.text }

  /// - Parameter file: the path of the settings file, a JSON object; also taken from WEIR_CONFIG.
  package init(flags: [Setting: String], environment: [String: String], file: String?) {
    for setting in Setting.allCases {
      entries[setting] = setting.definition.standard.map { Entry(text: $0, origin: .standard) }
    }
    if let path = file ?? environment["WEIR_CONFIG"] { read(path) }
    for setting in Setting.allCases {
      if let text = environment[setting.environmentVariable] { entries[setting] = Entry(text: text, origin: .environment) }
      if let text = flags[setting] { entries[setting] = Entry(text: text, origin: .flag) }
    }
    reportUnknown(environment)
  }

  private mutating func read(_ path: String) {
    guard let data = FileManager.default.contents(atPath: path) else {
      return problems.append(.init(subject: path, message: "The settings file cannot be read."))
    }
    guard let object = try? JSONDecoder().decode([String: Scalar].self, from: data) else {
      return problems.append(.init(subject: path, message: "The settings file must be a JSON object of texts, numbers and booleans."))
    }
    let byKey = Dictionary(uniqueKeysWithValues: Setting.allCases.map { ($0.fileKey, $0) })
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      guard let setting = byKey[key] else {
        problems.append(
          .init(subject: key, message: "There is no such setting in \(path). There are: \(byKey.keys.sorted().joined(separator: ", "))."))
        continue
      }
      entries[setting] = Entry(text: value.text, origin: .file(path))
    }
  }

  /// A misspelt variable would otherwise be ignored in silence.
  private mutating func reportUnknown(_ environment: [String: String]) {
    let known = Set(Setting.allCases.map(\.environmentVariable) + Self.variablesOfOtherUse)
    for name in environment.keys.sorted() where name.hasPrefix("WEIR_") && !known.contains(name) {
      problems.append(.init(subject: name, message: "There is no such setting."))
    }
  }

  /// WEIR_URL and WEIR_KEY belong to the commands that talk to a running server.
  private static let variablesOfOtherUse = ["WEIR_CONFIG", "WEIR_URL", "WEIR_KEY", "WEIR_DUCKDB_PREFIX"]
}

private struct Scalar: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
    } else if let flag = try? container.decode(Bool.self) {
      text = String(flag)
    } else {
      text = try container.decode(Decimal.self).description
    }
  }
}
