import Usage

/// Days of a zone's calendar, the first and the last included.
package struct CalendarDays: Hashable, Sendable {
  package let zone: Zone
  package let first: CivilDate
  package let last: CivilDate

  /// So many days, of which the one that holds `now` is the last.
  package init(_ count: Int64, through now: Timestamp, in zone: Zone) {
    self.init(from: zone.date(of: now).adding(days: 1 - count), through: zone.date(of: now), in: zone)
  }

  package init(from first: CivilDate, through last: CivilDate, in zone: Zone) {
    self.zone = zone
    self.first = first
    self.last = last
  }

  package var dates: [CivilDate] { (first.daysSinceEpoch...last.daysSinceEpoch).map(CivilDate.init(daysSinceEpoch:)) }

  package var interval: Interval { Interval(from: zone.start(of: first), to: zone.start(of: last.adding(days: 1))) }

  /// The last day alone.
  package var lastDay: CalendarDays { CalendarDays(from: last, through: last, in: zone) }

  /// The stretches of equal offset that these days are made of.
  package var segments: [OffsetSegment] {
    guard let from = interval.from, let to = interval.to else { return [] }
    return zone.segments(from: from, to: to)
  }
}

/// How many there are of something, and how many on each day asked for; days without any are left out.
package struct DayCounts: Hashable, Sendable {
  /// Whatever their days, known or not.
  package var total: Int64
  package var days: [CivilDate: Int64]

  package init(total: Int64 = 0, days: [CivilDate: Int64] = [:]) {
    self.total = total
    self.days = days
  }
}
