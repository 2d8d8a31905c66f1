import Semantics
import Testing
import Usage

/// nr_llm's range presets are periods of the query language. Cases P1 to P7; what is no preset is the page's business.
@Suite(.conformance("nr_llm", "periods")) struct NrLlmPeriodTests {
  private func days(_ name: String, _ now: String = "2026-06-15T13:45:00Z", zone: String = "UTC") throws -> [String] {
    let zone = try #require(Zone(zone)), now = try #require(Timestamp(now))
    let interval = try #require(Period(name: name)).resolved(now: now, zone: zone)
    let bucketing = try #require(Bucketing(.day, in: zone, over: interval))
    return try #require(bucketing.buckets(limit: 400)).map { zone.date(of: $0).description }
  }

  @Test(arguments: [
    ("7d", "2026-06-09", 7), ("30d", "2026-05-17", 30), ("90d", "2026-03-18", 90), ("month", "2026-06-01", 15),
  ])
  func `P1 to P4: a preset shows its days and ends with today`(_ preset: String, _ first: String, _ count: Int) throws {
    let shown = try days(preset)
    #expect(shown.first == first)
    #expect(shown.last == "2026-06-15")
    #expect(shown.count == count)
  }

  @Test func `P5: on the first a month has one day`() throws {
    #expect(try days("month", "2026-06-01T00:00:00Z") == ["2026-06-01"])
  }

  @Test func `P2: what is no preset is none, whatever its case`() {
    #expect(Period(name: "nonsense") == nil)
    #expect(Period(name: "30D") == nil)
    #expect(Period(name: "Month") == nil)
  }

  @Test func `P7: ninety days across a change of clocks are ninety dates`() throws {
    let shown = try days("90d", "2026-06-01T12:00:00Z", zone: "Europe/Berlin")
    #expect(shown.count == 90)
    #expect(Set(shown).count == 90)
    #expect(shown.contains("2026-03-29"))
    #expect(shown.first == "2026-03-04")
  }
}
