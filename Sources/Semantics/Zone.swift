import Foundation
import Usage

/// A time zone of the IANA database. Its rules are read here and nowhere else: engines are given plain offsets.
package struct Zone: Hashable, Sendable {
  package let id: String
  private let rules: TimeZone

  /// nil if there is no such zone. Abbreviations ("PST") and offsets ("GMT+5") are no zones: they know no daylight saving.
  package init?(_ id: String) {
    let isName = id.utf8.allSatisfy { Self.characters.contains($0) }
    guard isName, id.contains("/") || Self.short.contains(id), let rules = TimeZone(identifier: id) else { return nil }
    self.id = id
    self.rules = rules
  }

  private init(rules: TimeZone) {
    id = "UTC"
    self.rules = rules
  }

  package static let utc = Zone(rules: .gmt)

  /// The names to suggest; older aliases are read too.
  package static let identifiers: [String] = (["UTC"] + TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }).sorted()

  private static let characters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-".utf8)
  private static let short: Set<String> = ["UTC", "GMT", "CET", "EET", "MET", "WET", "EST", "MST", "HST"]

  /// Local time minus UTC, in microseconds.
  package func offset(at instant: Timestamp) -> Int64 {
    Int64(rules.secondsFromGMT(for: Self.date(instant))) * 1_000_000
  }

  /// What the wall clock reads, as microseconds since 1970 of a clock without zone.
  package func local(_ instant: Timestamp) -> Int64 { instant.microseconds + offset(at: instant) }

  package func date(of instant: Timestamp) -> CivilDate {
    CivilDate(daysSinceEpoch: local(instant).floorDivided(by: CivilDate.microsecondsPerDay).quotient)
  }

  /// The stretches of equal offset that cover [from, to), in order and without gaps; neighbours differ in their offset.
  package func segments(from: Timestamp, to: Timestamp) -> [OffsetSegment] {
    var found: [OffsetSegment] = []
    var start = from
    while start < to {
      let offset = offset(at: start)
      var end = transition(after: start) ?? to
      while end < to, self.offset(at: end) == offset { end = transition(after: end) ?? to }
      found.append(OffsetSegment(from: start, to: min(end, to), offset: offset))
      start = end
    }
    return found
  }

  /// The first instant whose local date is `date`, or a later one if the zone skipped that date.
  package func start(of date: CivilDate) -> Timestamp { instant(ofLocal: date.daysSinceEpoch * CivilDate.microsecondsPerDay) }

  /// The first instant at which the wall clock reads `local` or more.
  package func instant(ofLocal local: Int64) -> Timestamp {
    // No offset is beyond 26 hours, so the instant lies in between, and before it the clock reads less.
    let reach: Int64 = 26 * 3_600_000_000
    let around = segments(from: Timestamp(microseconds: local - 2 * reach), to: Timestamp(microseconds: local + 2 * reach))
    return around.instant(ofLocal: local)
  }

  private func transition(after instant: Timestamp) -> Timestamp? {
    guard let next = rules.nextDaylightSavingTimeTransition(after: Self.date(instant)) else { return nil }
    let found = Timestamp(seconds: Int64(next.timeIntervalSince1970.rounded()))
    return found > instant ? found : nil
  }

  // Whole seconds: transitions are, and a Double holds them exactly.
  private static func date(_ instant: Timestamp) -> Date {
    Date(timeIntervalSince1970: Double(instant.microseconds.floorDivided(by: 1_000_000).quotient))
  }

  package static func == (left: Zone, right: Zone) -> Bool { left.id == right.id }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
