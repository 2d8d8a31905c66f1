import Semantics
import Usage
import Web

/// The columns of a list on the wire.
struct ColumnsAnswer {
  let dimension: String
  /// nil where the period has no name.
  let period: String?
  let keys: [String]
  let result: QueryResult

  private var isProvider: Bool { result.dimensions == [.by(.provider)] }

  /// One row for all names of a key.
  private var used: [String?: ColumnRow] {
    var rows: [String?: ColumnRow] = [:]
    for row in result.rows.map(ColumnRow.init) {
      let key = key(row.key)
      if rows[key] == nil { rows[key] = row } else { rows[key]?.add(row) }
      rows[key]?.key = key
    }
    return rows
  }

  private func key(_ name: String?) -> String? { isProvider ? name.map(ProviderName.canonical) : name }

  private func rows(_ used: [String?: ColumnRow]) -> [ColumnRow] {
    guard !keys.isEmpty else { return used.values.filter { $0.key != nil }.sorted { $0.precedes($1) } }
    return keys.map { asked in
      guard var row = used[key(asked)] else { return ColumnRow(blank: asked) }
      row.key = asked
      return row
    }
  }

  var json: JSONWriter {
    let used = used
    var writer = JSONWriter(reservingCapacity: 512 + result.rows.count * 400)
    writer.object { writer in
      writer.key("period")
      writer.interval(result.interval, in: result.zone)
      writer.member("dimension", dimension)
      writer.key("columns")
      writer.array(writeColumns)
      writer.key("rows")
      writer.array { list in for row in rows(used) { row.write(to: &list) } }
      // What belongs to no entry: with it the rows of all keys add up to the whole.
      writer.key("unattributed")
      if keys.isEmpty, let row = used[nil] { row.write(to: &writer) } else { writer.null() }
      writer.member("truncated", result.isTruncated)
    }
    return writer
  }

  private func writeColumns(_ list: inout JSONWriter) {
    for (name, title) in [("cost", "Cost"), ("requests", "Requests"), ("tokens", "Tokens")] {
      list.object { column in
        column.member("name", name)
        column.member("title", title + (period.map { " (\($0))" } ?? ""))
      }
    }
  }

  static let schema: Schema = .object([
    "period": UsageAnswer.period, "dimension": .string, "columns": .array(of: .object(["name": .string, "title": .string])),
    "rows": .array(of: ColumnRow.schema), "unattributed": ColumnRow.schema.orNull, "truncated": .boolean,
  ])
}
