import Semantics
import Testing
import Usage

@testable import Dashboard

@Suite struct WindowTests {
  private static let berlin = Zone("Europe/Berlin") ?? .utc

  @Test(arguments: [
    ("2026-02-28T23:00:00Z", "2026-03-02T23:00:00Z", "1 Mar – 2 Mar 2026"), ("2026-03-01T23:00:00Z", "2026-03-02T23:00:00Z", "2 Mar 2026"),
    ("2025-12-30T23:00:00Z", "2026-01-01T23:00:00Z", "31 Dec 2025 – 1 Jan 2026"),
    ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "29 Mar 2026"),
    ("2026-03-01T23:00:00Z", "2026-03-02T08:05:00Z", "2 Mar 2026, 00:00 – 09:05"),
    ("2026-03-02T08:05:00Z", "2026-03-03T08:05:00Z", "2 Mar 2026, 09:05 – 3 Mar 2026, 09:05"),
  ])
  func `names the days that belong to it`(_ from: String, _ to: String, _ words: String) {
    #expect(Window(interval: Interval(from: Timestamp(from), to: Timestamp(to)), zone: Self.berlin).words == words)
  }

  @Test func `an open stretch is told by its edge`() {
    let day = Timestamp("2026-03-01T00:00:00Z")
    #expect(Window(interval: .always, zone: .utc).words == "all time")
    #expect(Window(interval: Interval(from: day, to: nil), zone: .utc).words == "since 1 Mar 2026")
    #expect(Window(interval: Interval(from: nil, to: day), zone: .utc).words == "until 1 Mar 2026")
  }

  @Test func `a zone states its offset`() throws {
    let day = try #require(Timestamp("2026-03-01T00:00:00Z"))
    #expect(
      ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata"].compactMap { Zone($0)?.offsetWords(at: day) }
        == ["UTC", "UTC+01:00", "UTC−03:30", "UTC+05:30"])
  }
}
