import Web

/// A table whose cells are the darker the larger their figures are. It is its own table for those who do not see colours.
struct HeatMap {
  let title: String
  let columns: [String]
  let rows: [(title: String, cells: [Figure])]

  private var highest: Double { rows.flatMap(\.cells).compactMap { $0.exact.flatMap(Double.init) }.max() ?? 0 }

  var html: HTML {
    let highest = highest
    return """
      <div class="scroll" role="region" aria-label="\(FrameTexts.table(of: title))" tabindex="0"><table class="heat"><caption class="hidden">\(title)</caption>
      <thead><tr><td></td>\(columns.map { "<th scope=\"col\">\(JointedName($0).html)</th>" })</tr></thead>
      <tbody>\(rows.map { row in
        "<tr><th scope=\"row\">\(row.title)</th>\(row.cells.map { cell($0, highest) })</tr>\n"
      })</tbody></table></div>
      """
  }

  /// Ten steps of colour, the first for nothing.
  private func cell(_ figure: Figure, _ highest: Double) -> HTML {
    let value = figure.exact.flatMap(Double.init) ?? 0
    let level = highest > 0 && value > 0 ? 1 + Int((value / highest * 8).rounded()) : 0
    return "<td data-level=\"\(level)\">\(figure.html)</td>"
  }
}
