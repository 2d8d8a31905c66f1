import Semantics
import Testing
import Usage

@testable import Surfaces

@Suite struct CostOutlookTests {
  /// 2026-06-15 13:45 UTC.
  private static let now = Timestamp(seconds: 1_781_531_100)

  private func outlook(_ engine: NrLlmEngine, zone: Zone = .utc, _ build: (inout NrLlmUsage) -> Void) async throws -> CostOutlook? {
    let plan = try Plan(CostOutlook.query(where: .all, now: Self.now, zone: zone), scope: .all, now: Self.now)
    return CostOutlook(try await engine.holding(NrLlmUsage.of(build)).run(plan, budget: QueryBudget()), now: Self.now)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `idle days count from the first day of use on, and today does not`(_ engine: NrLlmEngine) async throws {
    let found = try #require(
      try await outlook(engine) {
        $0.row("2026-05-01", cost: "1000")
        $0.row("2026-06-05", cost: "6", tokens: 50)
        $0.row("2026-06-14", cost: "4", tokens: 50)
        $0.row("2026-06-15", cost: "500")
      })
    #expect(found.from.description == "2026-06-05" && found.through.description == "2026-06-14")
    #expect(found.forecast.days == 10 && found.forecast.dollars == 1 && found.forecast.tokens == 10)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `the month is what was spent on whole days and the days that are left, today among them`(_ engine: NrLlmEngine) async throws {
    let found = try #require(
      try await outlook(engine) {
        for day in 25...31 { $0.row("2026-05-\(day)", cost: "2") }
        for day in 10...14 { $0.row("2026-06-\(day)", cost: "2") }
        $0.row("2026-06-14", requests: 3)
      })
    #expect(found.monthEnd.description == "2026-06-30" && found.daysLeft == 16)
    #expect(found.spent == NanoUSD(nanos: 10_000_000_000))
    // 24 dollars on 21 days.
    #expect(abs(found.month.dollars - (10 + 16 * 24.0 / 21)) < 1e-9)
    #expect(found.unpriced == 3)
    let interval = try #require(found.month.interval)
    #expect(interval.lowerBound > 10 && interval.contains(found.month.dollars))
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `without a whole day of use there is nothing to project from`(_ engine: NrLlmEngine) async throws {
    #expect(try await outlook(engine) { $0.row("2026-06-15", cost: "5") } == nil)
  }

  @Test(arguments: NrLlmEngine.allCases)
  func `days are those of the zone`(_ engine: NrLlmEngine) async throws {
    let auckland = try #require(Zone("Pacific/Auckland"))
    let found = try await outlook(engine, zone: auckland) { $0.row("2026-06-15", cost: "5") }
    // It is the 16th there already, and the call was at noon of the 15th.
    #expect(found?.through.description == "2026-06-15" && found?.forecast.dollars == 5)
  }
}
