import Foundation
import Usage

/// Turns a script's table into events. Columns are named as in the native API; what is not given has a default.
struct ScriptEvents {
  private let table: [[String]]

  init(_ table: [[String]]) { self.table = table }

  func events() throws -> [UsageEvent] {
    guard let header = table.first else { return [] }
    let fields = try header.map { name in
      guard let field = EventField.allCases.first(where: { $0.definition.name == name }) else { throw failure("no column \(name)") }
      return field
    }
    return try table.dropFirst().enumerated().map { index, cells in
      guard cells.count == fields.count else { throw failure("\(cells.count) cells instead of \(fields.count): \(cells)") }
      return try event(index, Array(zip(fields, cells)).filter { $0.1 != "-" })
    }
  }

  private func event(_ index: Int, _ cells: [(EventField, String)]) throws -> UsageEvent {
    var texts: EventFieldMap<String> = [.id: "e\(index + 1)", .project: "p", .source: "script", .operation: "chat"]
    var integers: EventFieldMap<Int64> = [:], flags: EventFieldMap<Bool> = [:]
    for (field, cell) in cells {
      switch field.definition.kind {
      case .text: texts[field] = cell
      case .tags: texts[field] = Tags.encoded(tags(cell))
      case .boolean: flags[field] = cell == "true"
      case .integer, .timestamp, .duration, .money: integers[field] = try number(field, cell)
      }
    }
    if integers[.total] == nil, integers[.input] != nil || integers[.output] != nil {
      integers[.total] = (integers[.input] ?? 0) + (integers[.output] ?? 0)
    }
    if texts[.costSource] == nil { texts[.costSource] = integers[.cost] == nil ? "none" : "client" }
    return UsageEvent(texts: texts, integers: integers, flags: flags)
  }

  private func number(_ field: EventField, _ cell: String) throws -> Int64 {
    let number: Int64? =
      switch field.definition.kind {
      case .timestamp: Timestamp(cell)?.microseconds
      case .money: Decimal(string: cell).flatMap { NanoUSD(dollars: $0) }?.nanos
      case .duration: Double(cell).map { Int64(($0 * (field == .audioSeconds ? 1e6 : 1e3)).rounded()) }
      default: Int64(cell)
      }
    guard let number else { throw failure("\(field.definition.name) cannot be \(cell)") }
    return number
  }

  /// "team=a, env=b"
  private func tags(_ cell: String) -> [String: String] {
    let pairs = cell.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) } }
    return Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  private func failure(_ message: String) -> Script.Failure { Script.Failure(description: message) }
}
