import Foundation
import NIOCore
import Semantics
import StorageDuckDB
import Usage
import Web

/// `weir query`.
package struct QueryCommand: Sendable {
  package enum Format: String, CaseIterable, Sendable { case table, json, csv }

  package var metrics: String?
  package var by: String?
  package var granularity: String?
  package var filters: [(String, String)] = []
  package var period: [(String, String)] = []
  package var order: String?
  package var limit: Int?
  package var compares = false

  package init() {}

  package func run(_ connection: APIConnection, _ format: Format) async throws -> String {
    let query = parameters + (format == .csv ? [("format", "csv")] : [])
    let answer = try await connection.get(path, query).accepted()
    return format == .table ? try Self.table(answer) : String(buffer: answer)
  }

  private var path: String {
    if granularity != nil { return "/v1/usage/timeseries" }
    return by.map { "/v1/usage/breakdown/" + $0.segment } ?? "/v1/usage/summary"
  }

  /// What an endpoint has no use for it refuses by name.
  private var parameters: [(String, String)] {
    var query = period + filters
    if let metrics { query.append(("metrics", metrics)) }
    if compares { query.append(("compare", "previous")) }
    if let granularity { query.append(("granularity", granularity)) }
    if granularity != nil, let by { query.append(("by", by)) }
    if let order { query.append(("order", order)) }
    if let limit { query.append(("limit", String(limit))) }
    return query
  }

  /// The statement that the engine would run, its values written into it.
  package func sql(_ configuration: Configuration) throws -> String {
    try sql(now: configuration.asOf ?? TimeSource.system.now(), zone: Zone(configuration.timeZone) ?? .utc)
  }

  func sql(now: Timestamp, zone: Zone) throws -> String {
    var document = QueryDocument()
    document.metrics = metrics?.split(separator: ",").map(String.init) ?? ["requests", "cost", "total_tokens"]
    document.granularity = granularity
    document.dimensions = by.map { [$0] } ?? []
    document.filter = FilterDocument(matching: filters.lazy.map { (name: $0.0, value: $0.1) })
    for (name, value) in period {
      switch name {
      case "period": document.period = value
      case "from": document.from = value
      case "to": document.to = value
      default: document.zone = value
      }
    }
    document.order = order?.split(separator: ",").map(String.init) ?? []
    document.limit = limit
    do throws(QueryProblems) {
      return DuckDBStore.statement(of: try Plan(document, scope: .all, now: now, zone: zone)).literalText
    } catch {
      throw CommandFailure(error.problems.map { "\($0.field): \($0.message)" }.joined(separator: "\n"))
    }
  }

  private static func table(_ answer: ByteBuffer) throws -> String {
    guard let object = try JSONSerialization.jsonObject(with: Data(answer.readableBytesView)) as? [String: Any],
      let columns = object["columns"] as? [[String: Any]], let rows = object["rows"] as? [[String: Any]]
    else { throw CommandFailure("The server's answer cannot be read.") }
    let names = columns.compactMap { $0["name"] as? String }
    let previous = (object["previous"] as? [String: Any])?["rows"] as? [[String: Any]]
    let metrics = previous == nil ? [] : columns.filter { $0["kind"] as? String == "metric" }.compactMap { $0["name"] as? String }
    let cells = rows.enumerated().map { index, row in
      names.map { cell(row[$0]) } + metrics.map { cell(previous?[index][$0]) }
    }
    let numbers = columns.map { $0["kind"] as? String == "metric" } + metrics.map { _ in true }
    return TextTable(header: names + metrics.map { "previous " + $0 }, rows: cells, numbers: numbers).text
  }

  private static func cell(_ value: Any?) -> String {
    switch value {
    case let text as String: text
    case let number as NSNumber: number.description
    default: "-"
    }
  }
}

extension String {
  /// As one segment of a path.
  var segment: String { PercentEncoding.encode(self) }
}
