import Semantics
import Usage
import Web

/// A chart and the table it is drawn from. The script reads the table, so both show the same figures, there is no second copy of
/// the data, and without the script or the chart library the table remains.
struct Chart {
  struct Series {
    /// Stacks are bars on top of each other.
    enum Style: String { case area, line, bar, stack }

    let title: String
    /// As in `Metric.Unit`; the script writes the axis by it.
    let unit: String
    let style: Style

    init(title: String, unit: String, style: Style) {
      self.title = title
      self.unit = unit
      self.style = style
    }

    init(_ metric: Metric, title: String? = nil, style: Style) {
      self.init(title: title ?? metric.definition.title, unit: metric.definition.unit.rawValue, style: style)
    }
  }

  enum Height: String { case tall, short }

  struct Point {
    /// Under the axis: "1 Feb".
    let label: TimeText
    /// In the table: "Sun 1 Feb 2026".
    let title: TimeText
    /// One for each series.
    let figures: [Figure]
    /// Time that is not over yet.
    let isRunning: Bool

    /// - Parameter isWithinDay: it is an hour or less, not a day.
    init(_ start: Timestamp, in zone: Zone, isWithinDay: Bool = false, figures: [Figure], isRunning: Bool = false) {
      label = TimeText(start, in: zone, form: isWithinDay ? .clock : .short)
      title = TimeText(start, in: zone, form: isWithinDay ? .moment : .weekday)
      self.figures = figures
      self.isRunning = isRunning
    }
  }

  let title: String
  /// The heading of the column that names the points.
  let axis: String
  let series: [Series]
  let points: [Point]
  let hasLibrary: Bool
  var height = Height.tall

  var html: HTML {
    """
    <figure class="chart" data-chart>
    \(drawing)
    <details\(" open", if: !hasLibrary)>
    <summary>\(FrameTexts.table)</summary>
    <div class="scroll" role="region" aria-label="\(FrameTexts.table(of: title))" tabindex="0"><table><caption class="hidden">\(title)</caption>
    <thead><tr><th scope="col">\(axis)</th>\(series.map(column))</tr></thead>
    <tbody>
    \(points.map(row))</tbody></table></div>
    </details>
    </figure>
    """
  }

  private var drawing: HTML {
    guard hasLibrary else {
      return "<p class=\"note\">\(ComponentsTexts.noLibrary)</p>"
    }
    return """
      <figcaption><ul class="legend">\(series.enumerated().map(legend))</ul></figcaption>
      <div class="canvas \(height.rawValue)" role="img" aria-label="\(ComponentsTexts.drawing(of: title))"></div>
      """
  }

  private func legend(_ index: Int, _ series: Series) -> HTML {
    "<li class=\"key c\(index % 8) \(series.style.rawValue)\">\(series.title)</li>"
  }

  private func column(_ series: Series) -> HTML {
    "<th scope=\"col\" data-unit=\"\(series.unit)\" data-kind=\"\(series.style.rawValue)\">\(series.title)</th>"
  }

  private func row(_ point: Point) -> HTML {
    """
    <tr><th scope="row" data-label="\(point.label.words)" data-label-form="\(point.label.form.rawValue)">\(point.title.html)\
    \(" <span class=\"note\">\(ComponentsTexts.soFar)</span>", if: point.isRunning)</th>\
    \(point.figures.map { "<td>\($0.html)</td>" })</tr>

    """
  }
}
