import Semantics
import Usage

/// What the rest of this month, and the next months, will cost: the forecast of the last whole days.
package struct CostOutlook: Hashable, Sendable {
  /// The first day with usage in the last thirty whole days, and yesterday. Idle days in between count, days before the first do not: a
  /// system just taken into use is not made to look cheap.
  package let from: CivilDate
  package let through: CivilDate
  package let forecast: CostForecast
  package let unpriced: Int64
  package let monthEnd: CivilDate
  /// This month's cost on whole days.
  package let spent: NanoUSD
  /// Days of this month that are not over, today among them.
  package let daysLeft: Int

  package static let baselineDays: Int64 = 30
  package static let horizons = [30, 90, 365]
  package static let metrics: [Metric] = [.cost, .totalTokens, .requests, .unpricedRequests]

  /// The days that `init` needs the rows of.
  package static func baseline(now: Timestamp, zone: Zone) -> (from: CivilDate, through: CivilDate) {
    let today = zone.date(of: now)
    return (today.adding(days: -baselineDays), today.adding(days: -1))
  }

  package static func query(where filter: Filter, now: Timestamp, zone: Zone) -> Query {
    let days = baseline(now: now, zone: zone)
    return Query(
      metrics, by: [.time(.day)], where: filter, period: .between(.date(days.from), .date(days.through), nil), zone: zone, fillsGaps: true)
  }

  /// - Parameter result: of the baseline's days, with the metrics of `query`.
  /// - Returns: nil where no whole day had usage.
  package init?(_ result: QueryResult, now: Timestamp) {
    let rows = result.rows.compactMap { row -> (date: CivilDate, cells: [Value])? in
      guard case .instant(let start) = row[0] else { return nil }
      return (result.zone.date(of: start), Array(row.dropFirst()))
    }
    guard let first = rows.firstIndex(where: { $0.cells[2] != .integer(0) }), let last = rows.last else { return nil }
    let known = rows[first...], today = result.zone.date(of: now), month = today.startOfMonth()
    (from, through) = (known[first].date, last.date)
    forecast = CostForecast(known.map { CostForecast.Day(cost: $0.cells[0].money, tokens: $0.cells[1].count) })
    unpriced = known.reduce(0) { $0 + $1.cells[3].count }
    monthEnd = today.startOfMonth(adding: 1).adding(days: -1)
    spent = known.filter { $0.date >= month }.reduce(.zero) { $0 + $1.cells[0].money }
    daysLeft = Int(monthEnd.daysSinceEpoch - today.daysSinceEpoch) + 1
  }

  /// What this month will have cost.
  package var month: (dollars: Double, interval: ClosedRange<Double>?) {
    let spent = Double(spent.nanos) / Double(NanoUSD.nanosPerDollar)
    let rest = forecast.interval(ofDays: daysLeft)
    return (spent + forecast.cost(ofDays: daysLeft), rest.map { spent + $0.lowerBound...spent + $0.upperBound })
  }
}

extension Value {
  fileprivate var count: Int64 { if case .integer(let number) = self { number } else { 0 } }
  fileprivate var money: NanoUSD { if case .money(let money) = self { money } else { .zero } }
}
