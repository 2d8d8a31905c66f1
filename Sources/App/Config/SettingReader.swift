import Foundation
import Surfaces
import Usage

/// Turns texts into values, and collects what cannot be read instead of stopping at the first.
struct SettingReader {
  private let values: SettingValues
  private(set) var problems: [ConfigurationProblem]

  init(_ values: SettingValues) {
    self.values = values
    problems = values.problems
  }

  mutating func text(_ setting: Setting) -> String {
    let text = values[setting] ?? ""
    if text.isEmpty { report(setting, "must not be empty") }
    return text
  }

  func optionalText(_ setting: Setting) -> String? { values[setting].flatMap { $0.isEmpty ? nil : $0 } }

  mutating func integer(_ setting: Setting, in range: ClosedRange<Int>) -> Int? {
    guard let text = optionalText(setting) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      report(setting, "must be a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
      return nil
    }
    return value
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ setting: Setting, _ type: Choice.Type, else standard: Choice) -> Choice
  where Choice.RawValue == String {
    guard let text = optionalText(setting) else { return standard }
    if let value = Choice(rawValue: text.lowercased()) { return value }
    report(setting, "must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")), not \"\(text)\"")
    return standard
  }

  /// "64MiB", "1GB", "1048576".
  mutating func size(_ setting: Setting, in range: ClosedRange<Int>) -> Int? {
    guard let text = optionalText(setting) else { return nil }
    let digits = text.prefix { $0.isNumber }
    let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces).lowercased()
    guard let count = Int(digits), let factor = Self.units[unit],
      case let (bytes, overflow) = count.multipliedReportingOverflow(by: factor),
      !overflow, range.contains(bytes)
    else {
      report(setting, "must be a size such as 64MiB between \(range.lowerBound) and \(range.upperBound) bytes, not \"\(text)\"")
      return nil
    }
    return bytes
  }

  mutating func instant(_ setting: Setting) -> Timestamp? {
    guard let text = optionalText(setting) else { return nil }
    if let instant = Timestamp(text) { return instant }
    report(setting, "must be an instant such as 2026-03-01T12:00:00Z, not \"\(text)\"")
    return nil
  }

  /// "all", "none" (also the empty text), or some of the names, divided by commas.
  mutating func names(_ setting: Setting, of all: [String]) -> Set<String> {
    let given = (optionalText(setting) ?? "none").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    if given == ["all"] { return Set(all) }
    if given == ["none"] { return [] }
    let unknown = given.filter { !all.contains($0) }
    if !unknown.isEmpty {
      report(setting, "must be all, none, or some of \(all.joined(separator: ", ")), not \"\(unknown.joined(separator: ", "))\"")
    }
    return Set(given)
  }

  /// The table in a file; the standard one where none is named.
  mutating func tiers(_ setting: Setting) -> TierTable {
    guard let path = optionalText(setting) else { return .standard }
    guard let data = FileManager.default.contents(atPath: path) else {
      report(setting, "must be a file that can be read, not \"\(path)\"")
      return .standard
    }
    guard let file = try? JSONDecoder().decode(ModelTierFile.self, from: data) else {
      report(setting, "must hold {\"tiers\":[{\"id\",\"name\",\"credits\",\"models\"}]}")
      return .standard
    }
    if let problem = file.problem {
      report(setting, problem)
      return .standard
    }
    return file.table
  }

  mutating func report(_ setting: Setting, _ message: String) {
    problems.append(.init(subject: "\(setting.flag) (\(setting.environmentVariable))", message: message + "."))
  }

  private static let units: [String: Int] = [
    "": 1, "b": 1, "kb": 1000, "kib": 1 << 10, "mb": 1_000_000, "mib": 1 << 20, "gb": 1_000_000_000, "gib": 1 << 30, "k": 1 << 10,
    "m": 1 << 20, "g": 1 << 30,
  ]
}
