import Semantics
import Usage

/// A stretch of time in words, as the wall clocks of a zone show it.
struct Window {
  let interval: Interval
  let zone: Zone

  /// "1 Feb – 2 Mar 2026", "2 Mar 2026", "2 Mar 2026, 00:00 – 14:05", "1 Mar 2026, 14:05 – 2 Mar 2026, 14:05", "all time"
  var words: String {
    switch (interval.from, interval.to) {
    case (nil, nil): "all time"
    case (let from?, nil): "since " + point(from)
    case (nil, let to?): "until " + point(to)
    case (let from?, let to?): words(from, to)
    }
  }

  private func words(_ from: Timestamp, _ to: Timestamp) -> String {
    guard isMidnight(from), isMidnight(to) else {
      let isOneDay = zone.date(of: from) == zone.date(of: to)
      if isOneDay { return zone.date(of: from).inWords + ", " + zone.clock(at: from) + " – " + zone.clock(at: to) }
      return point(from) + " – " + point(to)
    }
    // The end is not included; the last day is the one before it.
    let (first, last) = (zone.date(of: from), zone.date(of: to.adding(microseconds: -1)))
    if first == last { return first.inWords }
    return (first.components.year == last.components.year ? first.dayAndMonth : first.inWords) + " – " + last.inWords
  }

  private func point(_ instant: Timestamp) -> String {
    zone.date(of: instant).inWords + (isMidnight(instant) ? "" : ", " + zone.clock(at: instant))
  }

  private func isMidnight(_ instant: Timestamp) -> Bool { zone.start(of: zone.date(of: instant)) == instant }
}

extension Zone {
  /// "14:05"
  func clock(at instant: Timestamp) -> String {
    let minutes = local(instant).floorDivided(by: CivilDate.microsecondsPerDay).remainder / 60_000_000
    return Self.clock(minutes)
  }

  /// "UTC", "UTC+01:00"
  func offsetWords(at instant: Timestamp) -> String {
    let minutes = offset(at: instant) / 60_000_000
    return minutes == 0 ? "UTC" : "UTC" + (minutes < 0 ? "−" : "+") + Self.clock(abs(minutes))
  }

  private static func clock(_ minutes: Int64) -> String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
    return two(minutes / 60) + ":" + two(minutes % 60)
  }
}
