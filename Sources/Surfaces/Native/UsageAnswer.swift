import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

/// An answered question on the wire, as JSON or CSV.
struct UsageAnswer {
  let result: QueryResult

  func response(_ format: AnswerFormat, fileName: String) -> Response {
    switch format {
    case .json: .json(json)
    case .csv: .csv(csv, fileName: fileName + ".csv")
    }
  }

  private var names: [String] { result.dimensions.map(\.name) + result.metrics.map(\.name) }

  private var json: JSONWriter {
    var writer = JSONWriter(reservingCapacity: 512 + result.rows.count * names.count * 32)
    writer.object { writer in
      writer.key("period")
      write(result.interval, to: &writer)
      writer.key("columns")
      writer.array(writeColumns)
      writer.key("rows")
      writer.array { list in for row in result.rows { write(row, names, to: &list) } }
      if let previous = result.previous, let interval = result.previousInterval {
        writer.key("previous")
        writer.object { writer in
          writer.key("period")
          write(interval, to: &writer)
          writer.key("rows")
          writer.array { list in for row in previous { write(row, result.metrics.map(\.name), to: &list) } }
        }
      }
      writer.member("truncated", result.isTruncated)
      if let instant = result.rolledUpUntil { writer.member("rolled_up_until", instant.description) }
    }
    return writer
  }

  private func write(_ interval: Interval, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("from")
      write(interval.from.map(Value.instant) ?? .null, to: &writer)
      writer.key("to")
      write(interval.to.map(Value.instant) ?? .null, to: &writer)
      writer.member("zone", result.zone.id)
    }
  }

  private func writeColumns(_ list: inout JSONWriter) {
    for dimension in result.dimensions {
      list.object { column in
        column.member("kind", "dimension")
        column.member("name", dimension.name)
        column.member("type", dimension.isTime ? "time" : "text")
      }
    }
    for metric in result.metrics {
      list.object { column in
        column.member("kind", "metric")
        column.member("name", metric.name)
        column.member("title", metric.definition.title)
        column.member("unit", metric.definition.unit.rawValue)
      }
    }
  }

  private func write(_ row: [Value], _ names: [String], to list: inout JSONWriter) {
    list.object { writer in
      for (name, value) in zip(names, row) {
        writer.key(name)
        write(value, to: &writer)
      }
    }
  }

  private func write(_ value: Value, to writer: inout JSONWriter) {
    switch value {
    case .null: writer.null()
    case .integer(let number): writer.integer(number)
    case .real(let number): writer.number(number)
    case .money(let money): writer.number(exactly: money.description)
    case .text(let text): writer.string(text)
    case .instant(let instant): writer.string(instant.description(in: result.zone))
    case .boolean(let flag): writer.bool(flag)
    }
  }

  private var csv: CSVWriter {
    var writer = CSVWriter(reservingCapacity: 256 + result.rows.count * names.count * 16)
    let previousNames = result.previous == nil ? [] : result.metrics.map { "previous_" + $0.name }
    writer.row(names + previousNames)
    for (index, row) in result.rows.enumerated() {
      writer.row((row + (result.previous?[index] ?? [])).map { $0.cell(in: result.zone) })
    }
    return writer
  }

  static let schema: Schema = .object(
    [
      "period": period,
      "columns": .array(
        of: .object(
          ["kind": .oneOf(["dimension", "metric"]), "name": .string, "title": .string, "type": .string, "unit": .string],
          optional: ["title", "type", "unit"])),
      "rows": .array(of: row), "previous": .object(["period": period, "rows": .array(of: row)]), "truncated": .boolean,
      "rolled_up_until": .instant,
    ], optional: ["previous", "rolled_up_until"])

  static let period: Schema = .object(["from": Schema.instant.orNull, "to": Schema.instant.orNull, "zone": .string])

  private static let row: Schema = .map(of: ["type": ["string", "number", "boolean", "null"]])
}

enum AnswerFormat: String, CaseIterable, Sendable {
  case json, csv

  /// `?format=` decides, else whether the caller would rather have CSV.
  init(_ call: Call) throws(Problem) {
    let accepted = call.headers[.accept]?.lowercased() ?? ""
    self = try call.query.choice("format") ?? (accepted.hasPrefix("text/csv") ? .csv : .json)
  }
}

extension Value {
  fileprivate func cell(in zone: Zone) -> String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): number.description
    case .money(let money): money.description
    case .text(let text): text
    case .instant(let instant): instant.description(in: zone)
    case .boolean(let flag): flag ? "true" : "false"
    }
  }
}

extension Timestamp {
  /// RFC 3339 with the zone's offset, so that a bucket reads as the local time at which it begins.
  package func description(in zone: Zone) -> String {
    let offset = zone.offset(at: self) / 60_000_000
    guard offset != 0 else { return description }
    let local = Timestamp(microseconds: microseconds + offset * 60_000_000).description.dropLast()
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
    return local + (offset < 0 ? "-" : "+") + two(abs(offset) / 60) + ":" + two(abs(offset) % 60)
  }
}
