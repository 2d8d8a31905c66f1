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
      [
        row(
          CostsTexts.untilEnd(of: outlook.monthEnd.dayAndMonth), CostsTexts.untilEnd(of: day(outlook.monthEnd)), month.dollars,
          month.interval, note: outlook.spent)
      ]
      + CostOutlook.horizons.map {
        row(CostsTexts.next($0), "\(CostsTexts.next($0))", forecast.cost(ofDays: $0), forecast.interval(ofDays: $0))
      }
    let table = DataTable(
      [
        .init("period", CostsTexts.period), .init("cost", CostsTexts.expected, .usd), .init("low", CostsTexts.low, .usd),
        .init("high", CostsTexts.high, .usd),
      ], rows: rows)
    let list = SortableTable(table, caption: CostsTexts.projections, state: visit.table("projections")).body
    let days = CostsTexts.baseline(forecast.days, from: day(outlook.from), through: day(outlook.through))
    let interval = month.interval == nil ? CostsTexts.tooShort : CostsTexts.confident
    let unpriced = CostsTexts.unpriced(Figure(.integer(outlook.unpriced)).inText)
    return PanelBody(
      """
      \(list.html)<p class="note">\(days) \(interval)\(" \(unpriced)", if: outlook.unpriced > 0)</p>
      """, table: table)
  }

  private func day(_ date: CivilDate) -> HTML {
    let zone = visit.selection.zone
    return TimeText(zone.start(of: date), in: zone, form: .short).html
  }

  private func row(_ title: String, _ name: HTML, _ cost: Double, _ interval: ClosedRange<Double>?, note spent: NanoUSD? = nil)
    -> [DataTable.Cell]
  {
    let note = spent.map { spent -> HTML in " <span class=\"note\">\(CostsTexts.spent(Figure(.money(spent)).inText))</span>" }
    return [
      .init(.text(title), html: "\(name)\(note)"), .init(.real(cost)), .init(interval.map { .real($0.lowerBound) } ?? .null),
      .init(interval.map { .real($0.upperBound) } ?? .null),
    ]
  }
}
