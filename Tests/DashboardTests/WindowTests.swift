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

  @Test func `a script that writes it in another language has its ends, of days the last one`() throws {
    let (from, to) = (try #require(Timestamp("2026-02-28T23:00:00Z")), try #require(Timestamp("2026-03-02T23:00:00Z")))
    #expect(
      Window(interval: Interval(from: from, to: to), zone: Self.berlin).html.source == """
        <span data-window="day" data-zone="Europe/Berlin" data-from="2026-02-28T23:00:00Z" data-to="2026-03-02T22:59:59.999999Z">\
        1 Mar – 2 Mar 2026</span>
        """)
    #expect(
      Window(interval: Interval(from: from, to: nil), zone: Self.berlin).html.source
        == "since <time datetime=\"2026-02-28T23:00:00Z\" data-zone=\"Europe/Berlin\" data-form=\"day\">1 Mar 2026</time>")
  }

  @Test(arguments: [
    (TimeText.Form.short, "2 Mar"), (.day, "2 Mar 2026"), (.weekday, "Mon 2 Mar 2026"), (.moment, "Mon 2 Mar 2026, 00:05"),
    (.minute, "2 Mar 2026, 00:05"), (.clock, "00:05"), (.second, "00:05:09"),
  ])
  func `an instant is written as its place needs it`(_ form: TimeText.Form, _ words: String) throws {
    let instant = try #require(Timestamp("2026-03-01T23:05:09Z"))
    #expect(TimeText(instant, in: Self.berlin, form: form).words == words)
  }

  @Test func `a zone states its offset`() throws {
    let day = try #require(Timestamp("2026-03-01T00:00:00Z"))
    #expect(
      ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata"].compactMap { Zone($0)?.offsetWords(at: day) }
        == ["UTC", "UTC+01:00", "UTC−03:30", "UTC+05:30"])
  }
}
