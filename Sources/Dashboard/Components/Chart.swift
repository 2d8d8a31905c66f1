import Web

/// A line chart and the table it is drawn from. The script reads the table, so both show the same figures, there is no second copy of
/// the data, and without the script or the chart library the table remains.
struct Chart {
  struct Series {
    enum Style: String { case area, line }

    let title: String
    /// As in `Metric.Unit`; the script writes the axis by it.
    let unit: String
    let style: Style
  }

  struct Point {
    /// Under the axis: "1 Feb".
    let label: String
    /// In the table: "Sun 1 Feb 2026".
    let title: String
    /// One for each series.
    let figures: [Figure]
    /// Time that is not over yet.
    var isRunning = false
  }

  let title: String
  /// The heading of the column that names the points.
  let axis: String
  let series: [Series]
  let points: [Point]
  let hasLibrary: Bool

  var html: HTML {
    """
    <figure class="chart" data-chart>
    \(drawing)
    <details\(" open", if: !hasLibrary)>
    <summary>Table</summary>
    <div class="scroll" role="region" aria-label="Table: \(title)" tabindex="0"><table><caption class="hidden">\(title)</caption>
    <thead><tr><th scope="col">\(axis)</th>\(series.map(column))</tr></thead>
    <tbody>
    \(points.map(row))</tbody></table></div>
    </details>
    </figure>
    """
  }

  private var drawing: HTML {
    guard hasLibrary else {
      return "<p class=\"note\">There is no chart: the server was started without its chart library. The figures are all here.</p>"
    }
    return """
      <figcaption><ul class="legend">\(series.map(legend))</ul></figcaption>
      <div class="canvas" role="img" aria-label="\(title): a line chart of the table below" hidden></div>
      """
  }

  private func legend(_ series: Series) -> HTML {
    "<li class=\"key \(series.style.rawValue)\">\(series.title)</li>"
  }

  private func column(_ series: Series) -> HTML {
    "<th scope=\"col\" data-unit=\"\(series.unit)\" data-kind=\"\(series.style.rawValue)\">\(series.title)</th>"
  }

  private func row(_ point: Point) -> HTML {
    """
    <tr><th scope="row" data-label="\(point.label)">\(point.title)\(" <span class=\"note\">so far</span>", if: point.isRunning)</th>\
    \(point.figures.map { "<td>\($0.html)</td>" })</tr>

    """
  }
}
