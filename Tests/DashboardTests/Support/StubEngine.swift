import Semantics
import Usage

/// Answers every plan from a table made for the test.
struct StubEngine: QueryEngine {
  let rows: @Sendable (Plan) throws(QueryFailure) -> [[Value]]
  var previous: [[Value]]?

  func run(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> QueryResult {
    let rows = try rows(plan)
    let isTruncated = plan.limit.map { rows.count > $0 } ?? false
    return QueryResult(
      plan, rows: Array(rows.prefix(plan.limit ?? rows.count)), previous: plan.previous == nil ? nil : previous, isTruncated: isTruncated)
  }

  /// A quiet organisation: two days of usage, two models.
  static let small = StubEngine(
    rows: { plan in
      switch plan.dimensions.first {
      case nil: plan.metrics == [.requests] ? [[.integer(3)]] : [summary]
      case .time:
        [
          [.instant(StubEngine.firstDay), dollars("1.5"), .integer(2), .integer(0)],
          [.instant(StubEngine.secondDay), .null, .integer(1), .integer(1)],
        ]
      default: [[.text("gpt-5"), dollars("1.5"), .integer(2), .integer(0)], [.null, .money(.zero), .integer(1), .integer(1)]]
      }
    }, previous: [[dollars("1.2"), .integer(6), .integer(0), .integer(12_345_678), .integer(2), .real(1)]])

  /// A day of 2026-03-02, UTC.
  static let firstDay = Timestamp(seconds: 1_772_409_600)
  static let secondDay = firstDay.adding(seconds: 86_400)

  private static let summary: [Value] = [dollars("1.5"), .integer(3), .integer(1), .integer(12_345_678), .integer(2), .real(2.0 / 3)]

  static func dollars(_ text: String) -> Value {
    .money(Double(text).flatMap { NanoUSD(dollars: $0) } ?? .zero)
  }

  static let empty = StubEngine(rows: { plan in
    plan.dimensions.isEmpty ? [plan.metrics.map(\.emptyValue)] : []
  })
}
