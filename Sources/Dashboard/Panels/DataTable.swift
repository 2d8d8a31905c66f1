import Semantics
import Usage
import Web

/// Figures in rows and columns: what a panel's table, chart, CSV and JSON are all made of.
struct DataTable: Sendable {
  struct Column: Hashable, Sendable {
    /// In CSV and JSON, and in the address of a sorting.
    let name: String
    let title: String
    /// nil: text.
    let unit: Metric.Unit?

    init(_ name: String, _ title: String, _ unit: Metric.Unit? = nil) {
      self.name = name
      self.title = title
      self.unit = unit
    }

    init(_ metric: Metric, title: String? = nil) {
      self.init(metric.name, title ?? metric.definition.title, metric.definition.unit)
    }
  }

  struct Cell: Sendable {
    let value: Value
    /// In place of the value's usual form.
    let html: HTML?

    init(_ value: Value, html: HTML? = nil) {
      self.value = value
      self.html = html
    }

    static func text(_ text: String?, link: String? = nil) -> Cell {
      guard let text else { return Cell(.null) }
      return Cell(.text(text), html: link.map { "<a href=\"\(url: $0)\">\(text)</a>" })
    }
  }

  var columns: [Column]
  var rows: [[Cell]]

  init(_ columns: [Column], rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension DataTable {
  func without(_ name: String?) -> DataTable {
    guard let index = name.flatMap(index) else { return self }
    var table = self
    table.columns.remove(at: index)
    for row in table.rows.indices { table.rows[row].remove(at: index) }
    return table
  }

  /// The column that `name` names.
  func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  func csv(zone: Zone) -> CSVWriter {
    var writer = CSVWriter(reservingCapacity: 256 + rows.count * columns.count * 16)
    writer.row(columns.map(\.name))
    for row in rows { writer.row(row.map { Figure($0.value).exact }) }
    return writer
  }

  /// `{"columns":[...],"rows":[{...}]}`, as the native API answers.
  var json: JSONWriter {
    var writer = JSONWriter(reservingCapacity: 256 + rows.count * columns.count * 32)
    writer.object { writer in
      writer.key("columns")
      writer.array { list in for column in columns { write(column, to: &list) } }
      writer.key("rows")
      writer.array { list in for row in rows { write(row, to: &list) } }
    }
    return writer
  }

  private func write(_ column: Column, to list: inout JSONWriter) {
    list.object { writer in
      writer.member("name", column.name)
      writer.member("title", column.title)
      if let unit = column.unit { writer.member("unit", unit.rawValue) }
    }
  }

  private func write(_ row: [Cell], to list: inout JSONWriter) {
    list.object { writer in
      for (column, cell) in zip(columns, row) {
        writer.key(column.name)
        switch cell.value {
        case .null: writer.null()
        case .integer(let number): writer.integer(number)
        case .real(let number): writer.number(number)
        case .money(let money): writer.number(exactly: money.description)
        case .text(let text): writer.string(text)
        case .instant(let instant): writer.string(instant.description)
        case .boolean(let flag): writer.bool(flag)
        }
      }
    }
  }
}
