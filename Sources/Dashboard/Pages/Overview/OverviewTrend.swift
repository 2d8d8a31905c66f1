import Semantics
import Usage
import Web

/// Cost and requests over time, with the days on which nothing was.
struct OverviewTrend: Sendable {
  let visit: Visit
  let question: Question

  var panel: Panel {
    let title = isHourly ? OverviewTexts.byHour : OverviewTexts.byDay
    return Panel("series", title, question, visit: visit) { result in
      let chart = Chart(
        title: title, axis: isHourly ? OverviewTexts.hour : OverviewTexts.day,
        series: [.init(.cost, title: OverviewTexts.cost, style: .area), .init(.requests, style: .line)],
        points: SeriesPoints(result, now: visit.now).points { row in
          [row.isUnpriced ? .unpriced : Figure(row.cost, .usd), Figure(row[.requests])]
        }, hasLibrary: visit.hasCharts)
      return PanelBody(chart.html, table: DataTable(result))
    }
  }

  private var isHourly: Bool { visit.selection.granularity == .hour }
}
