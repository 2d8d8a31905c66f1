/// A day of the proleptic Gregorian calendar, without a zone.
package struct CivilDate: Hashable, Sendable, Comparable {
  package let daysSinceEpoch: Int64

  package static let microsecondsPerDay: Int64 = 86_400_000_000

  package init(daysSinceEpoch: Int64) { self.daysSinceEpoch = daysSinceEpoch }

  /// nil if there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
    // Counted from 1 March, so that the leap day is the last of its year (after H. Hinnant's "days from civil").
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let era = shifted.floorDivided(by: 400).quotient
    let yearOfEra = shifted - era * 400
    let dayOfYear = Int64((153 * ((month + 9) % 12) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(daysSinceEpoch: era * 146_097 + dayOfEra - 719_468)
  }

  package static func < (left: Self, right: Self) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }

  package var components: (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (daysSinceEpoch + 719_468).floorDivided(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), Int(month), Int(day))
  }

  /// 0 = Monday ... 6 = Sunday.
  package var weekday: Int { Int((daysSinceEpoch + 3).floorDivided(by: 7).remainder) }

  package func adding(days: Int64) -> Self { Self(daysSinceEpoch: daysSinceEpoch + days) }

  /// The first day of the month that lies `months` after this day's month.
  package func startOfMonth(adding months: Int = 0) -> Self {
    let (year, month, _) = components
    let (years, index) = Int64(year * 12 + month - 1 + months).floorDivided(by: 12)
    return CivilDate(year: Int(years), month: Int(index) + 1, day: 1) ?? self
  }

  package static func days(inMonth month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}

extension CivilDate: CustomStringConvertible {
  /// ISO 8601: "2026-03-01".
  package var description: String {
    let (year, month, day) = components
    guard (0...9999).contains(year) else { return "\(padded(Int64(year), 4))-\(padded(Int64(month), 2))-\(padded(Int64(day), 2))" }
    return String(unsafeUninitializedCapacity: 10) { bytes in
      var text = DigitWriter(bytes)
      text.digits(Int64(year), 4)
      text.sign("-")
      text.digits(Int64(month), 2)
      text.sign("-")
      text.digits(Int64(day), 2)
      return text.count
    }
  }
}

extension Int64 {
  /// Division that rounds down, so that the remainder is never negative (for a positive divisor).
  package func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = self.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
