import Usage

/// The width of a time bucket.
package enum Granularity: String, CaseIterable, Sendable {
  case tenMinutes = "10m"
  case hour
  case threeHours = "3h"
  case sixHours = "6h"
  case day
  /// ISO 8601: from Monday.
  case week
  case month

  package enum Step: Hashable, Sendable {
    /// The wall clock reads a multiple of so many microseconds since midnight.
    case clock(microseconds: Int64)
    case calendar(CalendarUnit)
  }

  package enum CalendarUnit: Sendable {
    case day, week, month
  }

  package var name: String { rawValue }

  package init?(name: String) { self.init(rawValue: name) }

  package var step: Step {
    switch self {
    case .tenMinutes: .clock(microseconds: 600_000_000)
    case .hour: .clock(microseconds: 3_600_000_000)
    case .threeHours: .clock(microseconds: 10_800_000_000)
    case .sixHours: .clock(microseconds: 21_600_000_000)
    case .day: .calendar(.day)
    case .week: .calendar(.week)
    case .month: .calendar(.month)
    }
  }
}

extension Granularity.CalendarUnit {
  /// The first day of the unit that contains `date`.
  package func start(of date: CivilDate) -> CivilDate {
    switch self {
    case .day: date
    case .week: date.adding(days: Int64(-date.weekday))
    case .month: date.startOfMonth()
    }
  }

  package func next(after start: CivilDate) -> CivilDate {
    switch self {
    case .day: start.adding(days: 1)
    case .week: start.adding(days: 7)
    case .month: start.startOfMonth(adding: 1)
    }
  }
}
