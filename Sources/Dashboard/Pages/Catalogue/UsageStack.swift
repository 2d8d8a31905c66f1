import Semantics
import Usage
import Web

/// A whole over time, split into the parts that have names and the rest.
struct UsageStack {
  private let total: QueryResult
  private let measure: Metric
  private let names: [Value]
  private let hasRest: Bool
  /// By time and name.
  private var values: [Value: [Value: Value]] = [:]
  private let time: Dimension

  init(total: QueryResult, parts: QueryResult, attribute: Attribute, measure: Metric, names: [Value], hasRest: Bool) {
    self.total = total
    self.measure = measure
    self.names = names
    self.hasRest = hasRest
    time = total.dimensions[0]
    for row in parts.answerRows {
      values[row[time], default: [:]][row[.by(attribute)]] = measure == .cost ? row.cost : row[measure]
    }
  }

  /// Of a time: the named parts in their order, then the rest.
  func parts(_ row: AnswerRow) -> [Value] {
    let found = values[row[time]] ?? [:]
    let named = names.map { found[$0] ?? measure.emptyValue }
    return hasRest ? named + [(measure == .cost ? row.cost : row[measure]).less(named)] : named
  }

  func chart(_ title: String, isHourly: Bool, _ visit: Visit) -> Chart {
    let unit = measure.definition.unit
    let titles = names.map { $0.word ?? CatalogueTexts.none } + (hasRest ? [CatalogueTexts.others] : [])
    return Chart(
      title: title, axis: isHourly ? CatalogueTexts.hour : CatalogueTexts.day,
      series: titles.map { .init(title: $0, unit: unit.rawValue, style: .stack) },
      points: SeriesPoints(total, now: visit.now).points { row in
        parts(row).map { $0 == .null && measure == .cost ? .unpriced : Figure($0, unit) }
      }, hasLibrary: visit.hasCharts)
  }

  /// A row for each time and name: names are values, whatever they are, and never columns.
  func table(_ attribute: Attribute) -> DataTable {
    let rows = total.answerRows.flatMap { row -> [[DataTable.Cell]] in
      guard case .instant(let start) = row[time] else { return [] }
      let text = DataTable.Cell(.text(start.description(in: total.zone)))
      return zip(names.map(\.word) + (hasRest ? [CatalogueTexts.others] : []), parts(row)).map { [text, .text($0), .init($1)] }
    }
    return DataTable([.init("time", CatalogueTexts.time), .init(attribute.name, attribute.title), .init(measure)], rows: rows)
  }
}

extension Value {
  /// What is left of a whole without these parts; null where the whole is not known.
  fileprivate func less(_ parts: [Value]) -> Value {
    switch self {
    case .integer(let whole):
      .integer(parts.reduce(whole) { if case .integer(let part) = $1 { $0 - part } else { $0 } })
    case .money(let whole):
      .money(NanoUSD(nanos: parts.reduce(whole.nanos) { if case .money(let part) = $1 { $0 - part.nanos } else { $0 } }))
    default: .null
    }
  }
}
