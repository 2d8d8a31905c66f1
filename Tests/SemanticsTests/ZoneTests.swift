import Semantics
import Testing
import Usage

@Suite struct ZoneTests {
  /// Instants and offsets before and after, in seconds, as Python's zoneinfo has them.
  static let changes: [(zone: String, at: Int64, before: Int64, after: Int64)] = [
    ("Europe/Berlin", 1_774_746_000, 3600, 7200),
    ("Europe/Istanbul", 1_459_040_400, 7200, 10_800),
    ("Pacific/Apia", 1_325_239_200, -36_000, 50_400),
    ("Australia/Lord_Howe", 1_775_314_800, 39_600, 37_800),
    ("America/Sao_Paulo", 1_541_300_400, -10_800, -7200),
    ("Asia/Kathmandu", 504_901_800, 19_800, 20_700),
    ("Africa/Cairo", 1_682_632_800, 7200, 10_800),
  ]

  @Test(arguments: changes) func `knows when clocks change`(zone: String, at: Int64, before: Int64, after: Int64) throws {
    let zone = try #require(Zone(zone))
    let change = Timestamp(seconds: at)
    let around = zone.segments(from: change.adding(seconds: -86_400), to: change.adding(seconds: 86_400))
    #expect(around.map(\.offset) == [before * 1_000_000, after * 1_000_000])
    #expect(around.map(\.to) == [change, change.adding(seconds: 86_400)])
  }

  @Test func `a change of name alone is no change`() throws {
    // From summer time to permanent time: the clocks stayed as they were.
    let zone = try #require(Zone("Europe/Istanbul"))
    #expect(zone.segments(from: Timestamp(seconds: 1_460_000_000), to: Timestamp(seconds: 1_700_000_000)).count == 1)
  }

  @Test(arguments: ["", "PST", "GMT+5", "+05:00", "Foo/Bar", "europe/berlin", "../etc/passwd", "Europe/Berlin\u{0}"])
  func `refuses what is no zone`(id: String) { #expect(Zone(id) == nil) }

  @Test func `keeps the name it was given`() {
    #expect(Zone("UTC")?.id == "UTC")
    #expect(Zone("Asia/Kolkata")?.id == "Asia/Kolkata")
    #expect(Zone("Asia/Calcutta")?.id == "Asia/Calcutta")
    #expect(Zone.identifiers.contains("Europe/Berlin"))
  }

  @Test func `a day begins at the first instant of its date`() throws {
    func start(_ zone: String, _ year: Int, _ month: Int, _ day: Int) throws -> String {
      let date = try #require(CivilDate(year: year, month: month, day: day))
      return try #require(Zone(zone)).start(of: date).description
    }
    #expect(try start("Europe/Berlin", 2026, 3, 29) == "2026-03-28T23:00:00Z")
    #expect(try start("Europe/Berlin", 2026, 3, 30) == "2026-03-29T22:00:00Z")
    // Midnight comes twice, and the first counts.
    #expect(try start("America/Havana", 2025, 11, 2) == "2025-11-02T04:00:00Z")
    // Midnight does not come.
    #expect(try start("America/Sao_Paulo", 2018, 11, 4) == "2018-11-04T03:00:00Z")
    // The date does not come.
    #expect(try start("Pacific/Apia", 2011, 12, 30) == "2011-12-30T10:00:00Z")
  }
}
