import Usage

/// A stretch of time as people name it. It becomes an `Interval` with a clock and a zone.
package enum Period: Hashable, Sendable {
  /// The last so many hours, to this very moment.
  case hours(Int)
  /// The last so many days of the local calendar, today included and whole.
  case days(Int)
  /// Calendar units, from their beginning to the end of today.
  case today, week, month, quarter, year
  /// The calendar unit before this one, whole.
  case yesterday, lastMonth
  case all
  case between(Edge?, Edge?, End?)

  package enum Edge: Hashable, Sendable {
    case instant(Timestamp)
    /// A day of the query's zone.
    case date(CivilDate)
  }

  /// Whether the later edge belongs to the period. Unless told, a date does and an instant does not.
  package enum End: String, CaseIterable, Sendable {
    case inclusive, exclusive
  }

  package static let names = ["<n>h", "<n>d", "today", "yesterday", "week", "month", "last_month", "quarter", "year", "all"]

  /// "24h", "7d" (at most ten years of either), or one of the named periods.
  package init?(name: String) {
    if let named = Self.named[name] {
      self = named
    } else if let unit = name.last, let count = Int(name.dropLast()), name.first != "+", count > 0, count <= 3660 * (unit == "h" ? 24 : 1) {
      switch unit {
      case "h": self = .hours(count)
      case "d": self = .days(count)
      default: return nil
      }
    } else {
      return nil
    }
  }

  private static let named: [String: Period] = [
    "today": .today, "yesterday": .yesterday, "week": .week, "month": .month, "last_month": .lastMonth, "quarter": .quarter,
    "year": .year, "all": .all,
  ]
}

extension Period.Edge {
  /// A date ("2026-03-01"), an RFC 3339 instant (UTC if it names no zone), or a number of seconds or finer since 1970.
  package init?(_ text: String) {
    if text.utf8.count == 10, text.contains("-"), let day = Timestamp(text) {
      self = .date(CivilDate(daysSinceEpoch: day.microseconds.floorDivided(by: CivilDate.microsecondsPerDay).quotient))
    } else if let instant = Timestamp(text) ?? Double(text).flatMap(Timestamp.init(epoch:)) {
      self = .instant(instant)
    } else {
      return nil
    }
  }
}
