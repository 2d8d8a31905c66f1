import Usage

extension Period {
  package func resolved(now: Timestamp, zone: Zone) -> Interval {
    let today = zone.date(of: now)
    func days(_ from: CivilDate, _ end: CivilDate? = nil) -> Interval {
      Interval(from: zone.start(of: from), to: zone.start(of: end ?? today.adding(days: 1)))
    }
    switch self {
    case .hours(let count): return Interval(from: now.adding(seconds: Int64(-count) * 3600), to: now)
    case .days(let count): return days(today.adding(days: Int64(1 - count)))
    case .today, .week, .month, .quarter, .year: return days(unitStart(of: today))
    case .yesterday: return days(today.adding(days: -1), today)
    case .lastMonth: return days(today.startOfMonth(adding: -1), today.startOfMonth())
    case .all: return .always
    case .between(let from, let to, let end):
      return Interval(from: from.map { $0.start(in: zone) }, to: to.map { $0.end(end, in: zone) })
    }
  }

  /// The period to compare with; nil if there is none (`all`, open edges).
  ///
  /// Stretches of hours and days: the same length directly before. Whole units: the unit before. Unfinished units: the unit before up to
  /// the same day and time of day as now, so that a half month is not compared with a whole one.
  package func previous(now: Timestamp, zone: Zone) -> Interval? {
    let today = zone.date(of: now)
    let current = resolved(now: now, zone: zone)
    guard let from = current.from, let to = current.to else { return nil }
    switch self {
    case .today, .week, .month, .quarter, .year:
      return elapsedPart(ofUnitAt: previousUnitStart(of: unitStart(of: today)), now: now, zone: zone)
    case .lastMonth:
      return Interval(from: zone.start(of: today.startOfMonth(adding: -2)), to: from)
    case .hours, .days, .yesterday, .between, .all:
      return before(from, to, zone: zone)
    }
  }

  private func before(_ from: Timestamp, _ to: Timestamp, zone: Zone) -> Interval {
    let (first, last) = (zone.date(of: from), zone.date(of: to))
    guard zone.start(of: first) == from, zone.start(of: last) == to else {
      return Interval(from: from.adding(microseconds: from.microseconds - to.microseconds), to: from)
    }
    // Whole days are counted in days, whose lengths differ when clocks change.
    return Interval(from: zone.start(of: first.adding(days: first.daysSinceEpoch - last.daysSinceEpoch)), to: from)
  }

  private func elapsedPart(ofUnitAt start: CivilDate, now: Timestamp, zone: Zone) -> Interval {
    let unit = unitStart(of: zone.date(of: now))
    let elapsed = zone.local(now) - unit.daysSinceEpoch * CivilDate.microsecondsPerDay
    let end = zone.instant(ofLocal: start.daysSinceEpoch * CivilDate.microsecondsPerDay + elapsed)
    return Interval(from: zone.start(of: start), to: min(end, zone.start(of: unit)))
  }

  /// The first day of this period's calendar unit; the day itself for periods that are no unit.
  private func unitStart(of date: CivilDate) -> CivilDate {
    switch self {
    case .week: return date.adding(days: Int64(-date.weekday))
    case .month: return date.startOfMonth()
    case .quarter: return date.startOfMonth(adding: -((date.components.month - 1) % 3))
    case .year: return date.startOfMonth(adding: 1 - date.components.month)
    default: return date
    }
  }

  private func previousUnitStart(of start: CivilDate) -> CivilDate {
    switch self {
    case .week: start.adding(days: -7)
    case .month: start.startOfMonth(adding: -1)
    case .quarter: start.startOfMonth(adding: -3)
    case .year: start.startOfMonth(adding: -12)
    default: start.adding(days: -1)
    }
  }
}

extension Period.Edge {
  fileprivate func start(in zone: Zone) -> Timestamp {
    switch self {
    case .instant(let instant): instant
    case .date(let date): zone.start(of: date)
    }
  }

  /// Times have microseconds, so one more includes the instant itself.
  fileprivate func end(_ end: Period.End?, in zone: Zone) -> Timestamp {
    switch self {
    case .instant(let instant): end == .inclusive ? instant.adding(microseconds: 1) : instant
    case .date(let date): zone.start(of: end == .exclusive ? date : date.adding(days: 1))
    }
  }
}
