import Semantics
import Usage
import Web

/// A stretch of time in words, as the wall clocks of a zone show it.
struct Window {
  let interval: Interval
  let zone: Zone

  /// "1 Feb – 2 Mar 2026", "2 Mar 2026", "2 Mar 2026, 00:00 – 14:05", "1 Mar 2026, 14:05 – 2 Mar 2026, 14:05", "all time"
  var words: String {
    switch (interval.from, interval.to) {
    case (nil, nil): WindowTexts.always
    case (let from?, nil): WindowTexts.since(point(from).words)
    case (nil, let to?): WindowTexts.until(point(to).words)
    case (let from?, let to?): words(from, to)
    }
  }

  /// The script writes both ends as the reader's language does.
  var html: HTML {
    switch (interval.from, interval.to) {
    case (nil, nil): "\(WindowTexts.always)"
    case (let from?, nil): WindowTexts.since(point(from).html)
    case (nil, let to?): WindowTexts.until(point(to).html)
    case (let from?, let to?): stretch(from, to)
    }
  }

  private func stretch(_ from: Timestamp, _ to: Timestamp) -> HTML {
    let hasDays = isMidnight(from) && isMidnight(to)
    return """
      <span data-window="\(hasDays ? TimeText.Form.day.rawValue : TimeText.Form.minute.rawValue)" data-zone="\(zone.id)" \
      data-from="\(from.description)" data-to="\((hasDays ? to.adding(microseconds: -1) : to).description)">\(words(from, to))</span>
      """
  }

  private func words(_ from: Timestamp, _ to: Timestamp) -> String {
    guard isMidnight(from), isMidnight(to) else {
      let isOneDay = zone.date(of: from) == zone.date(of: to)
      if isOneDay { return zone.date(of: from).inWords + ", " + zone.clock(at: from) + " – " + zone.clock(at: to) }
      return point(from).words + " – " + point(to).words
    }
    // The end is not included; the last day is the one before it.
    let (first, last) = (zone.date(of: from), zone.date(of: to.adding(microseconds: -1)))
    if first == last { return first.inWords }
    return (first.components.year == last.components.year ? first.dayAndMonth : first.inWords) + " – " + last.inWords
  }

  private func point(_ instant: Timestamp) -> TimeText {
    TimeText(instant, in: zone, form: isMidnight(instant) ? .day : .minute)
  }

  private func isMidnight(_ instant: Timestamp) -> Bool { zone.start(of: zone.date(of: instant)) == instant }
}

extension Zone {
  /// "14:05"
  func clock(at instant: Timestamp) -> String {
    let minutes = local(instant).floorDivided(by: CivilDate.microsecondsPerDay).remainder / 60_000_000
    return Self.clock(minutes)
  }

  /// "14:05:09"
  func clockWithSeconds(at instant: Timestamp) -> String {
    let seconds = instant.microseconds.floorDivided(by: 60_000_000).remainder / 1_000_000
    return clock(at: instant) + (seconds < 10 ? ":0" : ":") + String(seconds)
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
