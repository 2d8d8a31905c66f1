import Usage

/// When prices of a catalog change, from a day on or at a time of day.
struct PriceChanges: Sendable {
  private let days: [Timestamp]
  private let timesOfDay: [Int64]

  init(_ terms: some Sequence<PriceTerm>) {
    var days: Set<Timestamp> = [], times: Set<Int64> = []
    for term in terms {
      if let from = term.from { days.insert(from) }
      if let window = term.window { times.formUnion([window.start, window.end]) }
    }
    self.days = days.sorted()
    timesOfDay = times.sorted()
  }

  /// A time around an instant in which no price changes; all of time where none ever does.
  func stretch(around instant: Timestamp) -> Range<Timestamp> {
    let day = CivilDate.microsecondsPerDay
    let today = instant.microseconds.floorDivided(by: day).quotient * day
    let changes = days + [-day, 0, day].flatMap { away in timesOfDay.map { Timestamp(microseconds: today + away + $0) } }
    let last = changes.filter { $0 <= instant }.max() ?? Timestamp(microseconds: .min)
    let next = changes.filter { $0 > instant }.min() ?? Timestamp(microseconds: .max)
    return last..<next
  }
}
