import Testing
import Usage

@testable import Surfaces

@Suite struct CostForecastTests {
  private func forecast(_ dollars: [Int64]) -> CostForecast {
    CostForecast(dollars.map { CostForecast.Day(cost: NanoUSD(nanos: $0 * 1_000_000_000), tokens: $0 * 100) })
  }

  @Test func `days that are alike leave no doubt`() {
    let forecast = forecast(Array(repeating: 3, count: 10))
    #expect(forecast.cost(ofDays: 30) == 90)
    #expect(forecast.tokens(ofDays: 30) == 9000)
    #expect(forecast.interval(ofDays: 30) == 90...90)
  }

  /// 30 days of 0 and 2 dollars by turns: mean 1, deviation √(30/29), t(0.95, 29) = 1.69913 from a table, √(30 + 900/30) = 7.74597.
  @Test func `the interval is that of the sum of independent days`() throws {
    let interval = try #require(forecast((0..<30).map { $0 % 2 * 2 }).interval(ofDays: 30))
    #expect(abs(interval.lowerBound - (30 - 13.3865)) < 0.002)
    #expect(abs(interval.upperBound - (30 + 13.3865)) < 0.002)
  }

  @Test func `what is spent is never less than nothing`() {
    #expect(forecast([0, 0, 0, 0, 0, 0, 70]).interval(ofDays: 1)?.lowerBound == 0)
  }

  @Test func `less than a week says nothing about the spread`() {
    #expect(forecast([1, 2, 3, 4, 5, 6]).interval(ofDays: 30) == nil)
    #expect(forecast([1, 2, 3, 4, 5, 6]).cost(ofDays: 30) == 105)
  }

  @Test func `no day at all costs nothing`() {
    #expect(forecast([]).cost(ofDays: 30) == 0 && forecast([]).days == 1)
  }
}
