import Web

/// What a panel shows.
struct PanelBody: Sendable {
  let html: HTML
  /// The figures that are on the screen, for CSV and JSON; nil where there are none.
  let table: DataTable?

  init(_ html: HTML, table: DataTable? = nil) {
    self.html = html
    self.table = table
  }
}
