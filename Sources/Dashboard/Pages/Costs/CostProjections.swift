import Semantics
import Surfaces
import Usage
import Web

/// What the rest of the month, and the next months, will cost.
struct CostProjections: Sendable {
  let visit: Visit

  var panel: Panel {
    let selection = visit.selection
    let items = [("zone", selection.zone.id)] + selection.filterItems
    return Panel(
      "projections", CostsTexts.projections, width: .twoThirds, sources: [.init(Address("/v1/costs/projections", items).text)]
    ) {
      let query = CostOutlook.query(where: selection.conditions.filter, now: visit.now, zone: selection.zone)
      guard let outlook = CostOutlook(try await visit.inquiry.result(query), now: visit.now) else {
        return PanelBody(EmptyState(title: CostsTexts.noProjection, advice: CostsTexts.whenProjected).html)
      }
      return body(outlook)
    }
  }

  private func body(_ outlook: CostOutlook) -> PanelBody {
    let forecast = outlook.forecast, month = outlook.month
    let rows =
      [row(CostsTexts.untilEnd(of: outlook.monthEnd.dayAndMonth), month.dollars, month.interval, note: outlook.spent)]
      + CostOutlook.horizons.map { row(CostsTexts.next($0), forecast.cost(ofDays: $0), forecast.interval(ofDays: $0)) }
    let table = DataTable(
      [
        .init("period", CostsTexts.period), .init("cost", CostsTexts.expected, .usd), .init("low", CostsTexts.low, .usd),
        .init("high", CostsTexts.high, .usd),
      ], rows: rows)
    let list = SortableTable(table, caption: CostsTexts.projections, state: visit.table("projections")).body
    let days = CostsTexts.baseline(String(forecast.days), from: outlook.from.dayAndMonth, through: outlook.through.dayAndMonth)
    let interval = month.interval == nil ? CostsTexts.tooShort : CostsTexts.confident
    let unpriced = outlook.unpriced > 0 ? " " + CostsTexts.unpriced(Figure.grouped(outlook.unpriced)) : ""
    return PanelBody(
      """
      \(list.html)<p class="note">\(days) \(interval)\(unpriced)</p>
      """, table: table)
  }

  private func row(_ title: String, _ cost: Double, _ interval: ClosedRange<Double>?, note spent: NanoUSD? = nil) -> [DataTable.Cell] {
    let note = spent.map { spent -> HTML in " <span class=\"note\">\(CostsTexts.spent(Figure(.money(spent)).text))</span>" }
    return [
      .init(.text(title), html: "\(title)\(note)"), .init(.real(cost)), .init(interval.map { .real($0.lowerBound) } ?? .null),
      .init(interval.map { .real($0.upperBound) } ?? .null),
    ]
  }
}
