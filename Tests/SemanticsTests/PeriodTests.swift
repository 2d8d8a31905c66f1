import Semantics
import Testing
import Usage

@Suite struct PeriodTests {
  struct Case: Sendable {
    let name: String
    let interval: String
    let previous: String
  }

  /// Monday, 15 June 2026, 13:45 in Berlin.
  static let cases = [
    Case(name: "1h", interval: "2026-06-15T10:45:00Z/2026-06-15T11:45:00Z", previous: "2026-06-15T09:45:00Z/2026-06-15T10:45:00Z"),
    Case(name: "24h", interval: "2026-06-14T11:45:00Z/2026-06-15T11:45:00Z", previous: "2026-06-13T11:45:00Z/2026-06-14T11:45:00Z"),
    Case(name: "7d", interval: "2026-06-08T22:00:00Z/2026-06-15T22:00:00Z", previous: "2026-06-01T22:00:00Z/2026-06-08T22:00:00Z"),
    // Winter time at its beginning: days are counted, not hours.
    Case(name: "90d", interval: "2026-03-17T23:00:00Z/2026-06-15T22:00:00Z", previous: "2025-12-17T23:00:00Z/2026-03-17T23:00:00Z"),
    Case(name: "today", interval: "2026-06-14T22:00:00Z/2026-06-15T22:00:00Z", previous: "2026-06-13T22:00:00Z/2026-06-14T11:45:00Z"),
    Case(name: "yesterday", interval: "2026-06-13T22:00:00Z/2026-06-14T22:00:00Z", previous: "2026-06-12T22:00:00Z/2026-06-13T22:00:00Z"),
    Case(name: "week", interval: "2026-06-14T22:00:00Z/2026-06-15T22:00:00Z", previous: "2026-06-07T22:00:00Z/2026-06-08T11:45:00Z"),
    Case(name: "month", interval: "2026-05-31T22:00:00Z/2026-06-15T22:00:00Z", previous: "2026-04-30T22:00:00Z/2026-05-15T11:45:00Z"),
    Case(name: "last_month", interval: "2026-04-30T22:00:00Z/2026-05-31T22:00:00Z", previous: "2026-03-31T22:00:00Z/2026-04-30T22:00:00Z"),
    Case(name: "quarter", interval: "2026-03-31T22:00:00Z/2026-06-15T22:00:00Z", previous: "2025-12-31T23:00:00Z/2026-03-17T12:45:00Z"),
    Case(name: "year", interval: "2025-12-31T23:00:00Z/2026-06-15T22:00:00Z", previous: "2024-12-31T23:00:00Z/2025-06-15T11:45:00Z"),
    Case(name: "all", interval: "-/-", previous: "none"),
  ]

  @Test(arguments: cases) func `becomes an interval, and has one before`(_ test: Case) throws {
    let now = try #require(Timestamp("2026-06-15T11:45:00Z"))
    let (period, zone) = (try #require(Period(name: test.name)), try #require(Zone("Europe/Berlin")))
    #expect(text(period.resolved(now: now, zone: zone)) == test.interval)
    #expect(text(period.previous(now: now, zone: zone)) == test.previous)
  }

  @Test func `the part of a longer unit is cut at the end of a shorter one`() throws {
    let now = try #require(Timestamp("2026-03-31T12:00:00Z"))
    #expect(text(Period.month.previous(now: now, zone: .utc)) == "2026-02-01T00:00:00Z/2026-03-01T00:00:00Z")
  }

  @Test func `whole days compare with as many days, other stretches with the same length`() throws {
    let zone = try #require(Zone("Europe/Berlin")), now = Timestamp(seconds: 0)
    let day = try #require(CivilDate(year: 2026, month: 3, day: 29))
    let days = Period.between(.date(day), .date(day), nil)
    #expect(text(days.previous(now: now, zone: zone)) == "2026-03-27T23:00:00Z/2026-03-28T23:00:00Z")
    let hours = Period.between(.instant(Timestamp(seconds: 7200)), .instant(Timestamp(seconds: 9000)), nil)
    #expect(text(hours.previous(now: now, zone: zone)) == "1970-01-01T01:30:00Z/1970-01-01T02:00:00Z")
  }

  @Test(arguments: ["", "d", "0d", "-1d", "+1d", "1.5d", "99999999999999999999d", "3661d", "1y", "Today"])
  func `refuses what is no period`(name: String) { #expect(Period(name: name) == nil) }

  @Test func `reads days and instants`() {
    #expect(Period.Edge("2026-03-01") == CivilDate(year: 2026, month: 3, day: 1).map { .date($0) })
    #expect(Period.Edge("1970-01-01T01:00:00+01:00") == .instant(Timestamp(seconds: 0)))
    #expect(Period.Edge("1700000000") == .instant(Timestamp(seconds: 1_700_000_000)))
    #expect(Period.Edge("yesterday") == nil)
    #expect(Period.Edge("2026-02-30") == nil)
  }

  private func text(_ interval: Interval?) -> String {
    guard let interval else { return "none" }
    return [interval.from, interval.to].map { $0?.description ?? "-" }.joined(separator: "/")
  }
}
