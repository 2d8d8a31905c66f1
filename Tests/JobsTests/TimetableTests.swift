import Jobs
import Testing
import Usage

@Suite struct TimetableTests {
  private static let nightly = Rhythm.daily(hour: 2, minute: 0)

  @Test(arguments: [
    ("2026-03-01T01:59:59.999Z", "2026-03-01T02:00:00Z"), ("2026-03-01T02:00:00Z", "2026-03-02T02:00:00Z"),
    ("2026-01-31T12:00:00Z", "2026-02-01T02:00:00Z"), ("2028-02-28T12:00:00Z", "2028-02-29T02:00:00Z"),
    ("2027-02-28T12:00:00Z", "2027-03-01T02:00:00Z"), ("2026-12-31T23:59:59Z", "2027-01-01T02:00:00Z"),
    // Europe's and America's clocks change in these nights.
    ("2026-03-28T02:00:00Z", "2026-03-29T02:00:00Z"), ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z"),
    ("2026-11-01T01:00:00Z", "2026-11-01T02:00:00Z"),
  ])
  func `the next slot is strictly later and at two in UTC`(now: String, next: String) {
    #expect(Self.nightly.nextSlot(after: instant(now)) == instant(next))
  }

  @Test func `a year of nights has a slot each`() {
    #expect(Self.nightly.slots(after: instant("2028-01-01T02:00:00Z"), upTo: instant("2029-01-01T02:00:00Z")) == 366)
  }

  @Test func `a timer that fires early does not run the slot`() {
    let table = Timetable(
      Self.nightly, boot: instant("2026-03-01T12:00:00Z"), lastSucceeded: instant("2026-03-01T02:00:00Z"),
      catchUpAt: instant("2026-03-01T12:01:30Z"))
    #expect(table.step(at: instant("2026-03-02T01:59:59.997Z")) == .wait(until: instant("2026-03-02T02:00:00Z")))
    #expect(table.step(at: instant("2026-03-02T02:00:00Z")) == .run(slot: instant("2026-03-02T02:00:00Z"), .slot, missed: 0))
  }

  @Test func `a clock set back does not run a slot twice`() {
    var table = Timetable(
      Self.nightly, boot: instant("2026-03-01T12:00:00Z"), lastSucceeded: nil, catchUpAt: instant("2026-03-01T12:01:00Z"))
    table.settle(instant("2026-03-02T02:00:00Z"))
    #expect(table.step(at: instant("2026-03-02T01:59:00Z")) == .wait(until: instant("2026-03-02T02:00:00Z")))
    #expect(table.step(at: instant("2026-03-02T02:00:00Z")) == .wait(until: instant("2026-03-03T02:00:00Z")))
  }

  @Test func `a week without the server is made up for once, a while after the start`() {
    let boot = instant("2026-03-09T10:00:00Z"), soon = boot.adding(seconds: 90)
    let table = Timetable(Self.nightly, boot: boot, lastSucceeded: instant("2026-03-02T02:00:00Z"), catchUpAt: soon)
    #expect(table.step(at: boot) == .wait(until: soon))
    #expect(table.step(at: soon) == .run(slot: instant("2026-03-09T02:00:00Z"), .catchup, missed: 6))
  }

  @Test func `a server that sleeps over its slots runs the last one`() {
    let table = Timetable(
      .hourly(minute: 0), boot: instant("2026-03-01T10:30:00Z"), lastSucceeded: instant("2026-03-01T10:00:00Z"),
      catchUpAt: instant("2026-03-01T10:31:00Z"))
    #expect(table.step(at: instant("2026-03-01T15:20:00Z")) == .run(slot: instant("2026-03-01T15:00:00Z"), .catchup, missed: 4))
  }
}
