import Semantics
import Web

/// Figures side by side; in CSV and JSON one row.
struct TileRow {
  struct Cell {
    let name: String
    let label: String
    let value: Value
    var unit = Metric.Unit.count

    init(_ name: String, _ label: String, _ value: Value, _ unit: Metric.Unit = .count) {
      self.name = name
      self.label = label
      self.value = value
      self.unit = unit
    }
  }

  let cells: [Cell]

  init(_ cells: [Cell]) { self.cells = cells }

  var html: HTML {
    "<dl class=\"tiles\">\(cells.map { Tile(label: $0.label, figure: .short($0.value, $0.unit)).html })</dl>"
  }

  var table: DataTable { DataTable(cells.map { .init($0.name, $0.label, $0.unit) }, rows: [cells.map { .init($0.value) }]) }

  var body: PanelBody { PanelBody(html, table: table) }
}
