import Foundation
import Usage

/// What further days will cost if those of a baseline go on.
package struct CostForecast: Hashable, Sendable {
  /// Of the baseline; at least 1, so that nothing is divided by nothing.
  package let days: Int
  /// Of a day.
  package let dollars: Double
  package let tokens: Double
  /// Of a day's cost from the mean; nil where the baseline is too short to tell.
  private let deviation: Double?

  package struct Day: Hashable, Sendable {
    package var cost: NanoUSD
    package var tokens: Int64

    package init(cost: NanoUSD, tokens: Int64) {
      self.cost = cost
      self.tokens = tokens
    }
  }

  /// Days below which a spread says nothing: a week has its own shape.
  package static let daysForInterval = 7
  /// How often the truth is within the interval, if days go on as they did and one does not depend on another.
  package static let confidence = 0.9

  /// - Parameter baseline: the days to learn from. Those left out count for nothing: an idle day that shall count is given as one.
  package init(_ baseline: [Day]) {
    days = max(baseline.count, 1)
    let mean = Self.dollars(baseline) / Double(days)
    dollars = mean
    tokens = Double(baseline.reduce(0) { $0 + $1.tokens }) / Double(days)
    let squares = baseline.map { pow(Self.dollars([$0]) - mean, 2) }.reduce(0, +)
    deviation = baseline.count < Self.daysForInterval ? nil : (squares / Double(days - 1)).squareRoot()
  }

  private static func dollars(_ days: [Day]) -> Double {
    Double(days.reduce(0) { $0 + $1.cost.nanos }) / Double(NanoUSD.nanosPerDollar)
  }

  package func cost(ofDays count: Int) -> Double { dollars * Double(count) }
  package func tokens(ofDays count: Int) -> Double { tokens * Double(count) }

  /// Where the cost of so many days lies, never below 0: the spread of their sum and that of the mean it is built on.
  package func interval(ofDays count: Int) -> ClosedRange<Double>? {
    deviation.map { deviation in
      let further = Double(count), mean = cost(ofDays: count)
      let reach = quantile * deviation * (further + further * further / Double(days)).squareRoot()
      return max(0, mean - reach)...(mean + reach)
    }
  }

  /// Student's t at 95 % (5 % beyond on each side), by the first terms of its expansion around the normal distribution's.
  private var quantile: Double {
    let z = 1.644854, freedom = Double(days - 1)
    return z + (pow(z, 3) + z) / (4 * freedom) + (5 * pow(z, 5) + 16 * pow(z, 3) + 3 * z) / (96 * freedom * freedom)
  }
}
