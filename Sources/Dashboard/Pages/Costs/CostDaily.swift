import Semantics
import Usage
import Web

/// Cost and tokens over time.
struct CostDaily: Sendable {
  let visit: Visit

  var question: Question {
    Question(
      shape: .series(visit.selection.granularity), metrics: [.cost, .totalTokens, .requests, .unpricedRequests], selection: visit.selection)
  }

  var panel: Panel {
    let isHourly = visit.selection.granularity == .hour
    let title = isHourly ? CostsTexts.hourly : CostsTexts.daily
    return Panel("daily", title, question, visit: visit) { result in
      let chart = Chart(
        title: title, axis: isHourly ? CatalogueTexts.hour : CatalogueTexts.day,
        series: [.init(.cost, title: CostsTexts.cost, style: .area), .init(.totalTokens, title: CostsTexts.tokens, style: .line)],
        points: SeriesPoints(result, now: visit.now).points { row in
          [row.isUnpriced ? .unpriced : Figure(row.cost, .usd), Figure(row[.totalTokens])]
        }, hasLibrary: visit.hasCharts)
      return PanelBody(chart.html, table: DataTable(result))
    }
  }
}
