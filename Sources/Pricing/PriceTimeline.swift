import Usage

/// All the prices of one model in one context, laid out so that the one in force at an instant is found by two short scans:
/// the rules are evaluated once for each stretch of days and each part of the day in which none of them changes.
final class PriceTimeline: Sendable {
  /// A class, as every event takes one in hand.
  final class Cell: Sendable {
    let sheet: PriceSheet
    let id: ID<Price>

    init(sheet: PriceSheet, id: ID<Price>) {
      self.sheet = sheet
      self.id = id
    }
  }

  private let starts: [Timestamp]
  private let timesOfDay: [Int64]
  private let cells: [Cell]

  init(of model: CatalogModel, named name: String, in context: PricingContext) {
    let rules = model.terms + model.variants.filter { $0.applies(in: context) }
    let starts = Set(rules.compactMap(\.from)).sorted()
    let timesOfDay = Set([0] + rules.compactMap(\.window).flatMap { [$0.start, $0.end] }).sorted()
    let dayBeforeAll = (starts.first ?? Timestamp(microseconds: 0)).adding(microseconds: -CivilDate.microsecondsPerDay)
    cells = ([dayBeforeAll] + starts).flatMap { day in
      timesOfDay.map { time in
        let (sheet, isVaried) = model.sheet(at: day.adding(microseconds: time), in: context)
        var id = name
        if day != dayBeforeAll { id += "@" + day.description.prefix(10) }
        if timesOfDay.count > 1 { id += "T" + Timestamp(microseconds: time).description.dropFirst(11).prefix(5) }
        if isVaried, let tier = context.tier { id += "+" + tier }
        return Cell(sheet: sheet, id: ID(id))
      }
    }
    self.starts = starts
    self.timesOfDay = timesOfDay
  }

  func cell(at instant: Timestamp) -> Cell {
    var day = starts.count
    while day > 0, starts[day - 1] > instant { day -= 1 }
    guard timesOfDay.count > 1 else { return cells[day] }
    let time = instant.microseconds.floorDivided(by: CivilDate.microsecondsPerDay).remainder
    let part = timesOfDay.lastIndex { $0 <= time } ?? 0
    return cells[day * timesOfDay.count + part]
  }
}
