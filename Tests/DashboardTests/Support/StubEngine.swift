import Semantics
import Usage

/// Answers every plan from a table made for the test.
struct StubEngine: QueryEngine {
  let rows: @Sendable (Plan) throws(QueryFailure) -> [[Value]]
  var previous: @Sendable (Plan) -> [[Value]] = { _ in [] }

  func run(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> QueryResult {
    let rows = try rows(plan)
    let isTruncated = plan.limit.map { rows.count > $0 } ?? false
    return QueryResult(
      plan, rows: Array(rows.prefix(plan.limit ?? rows.count)), previous: plan.previous == nil ? nil : previous(plan),
      isTruncated: isTruncated)
  }

  /// A quiet organisation: two days of usage, two models.
  static let small = StubEngine(
    rows: { plan in
      switch plan.dimensions.first {
      case nil: [row(plan, summary)]
      case .time:
        [
          [.instant(StubEngine.firstDay)] + row(plan, [.cost: dollars("1.5"), .requests: .integer(2), .unpricedRequests: .integer(0)]),
          [.instant(StubEngine.secondDay)] + row(plan, [.cost: .null, .requests: .integer(1), .unpricedRequests: .integer(1)]),
        ]
      case .by(.user): [[.text("anna")] + row(plan, summary), [.null] + row(plan, [.cost: .money(.zero), .topLevelRequests: .integer(1)])]
      default:
        [
          keys(plan, .text("gpt-5")) + row(plan, [.cost: dollars("1.5"), .requests: .integer(2), .unpricedRequests: .integer(0)]),
          keys(plan, .null) + row(plan, [.cost: .money(.zero), .requests: .integer(1), .unpricedRequests: .integer(1)]),
        ]
      }
    },
    previous: { plan in
      [
        row(
          plan,
          [
            .cost: dollars("1.2"), .requests: .integer(6), .unpricedRequests: .integer(0), .totalTokens: .integer(12_345_678),
            .users: .integer(2), .successRate: .real(1), .providers: .integer(1), .models: .integer(2), .p95Duration: .real(1000),
          ])
      ]
    })

  private static func keys(_ plan: Plan, _ value: Value) -> [Value] { plan.dimensions.map { _ in value } }

  /// The values that a plan asks for; what is not told is what nothing would give.
  static func row(_ plan: Plan, _ values: [Metric: Value]) -> [Value] { plan.metrics.map { values[$0] ?? $0.emptyValue } }

  /// A day of 2026-03-02, UTC.
  static let firstDay = Timestamp(seconds: 1_772_409_600)
  static let secondDay = firstDay.adding(seconds: 86_400)

  static let summary: [Metric: Value] = [
    .cost: dollars("1.5"), .requests: .integer(3), .topLevelRequests: .integer(3), .unpricedRequests: .integer(1),
    .totalTokens: .integer(12_345_678), .users: .integer(2), .successRate: .real(2.0 / 3), .providers: .integer(2), .models: .integer(2),
    .p95Duration: .real(1500),
  ]

  static func dollars(_ text: String) -> Value {
    .money(Double(text).flatMap { NanoUSD(dollars: $0) } ?? .zero)
  }

  static let empty = StubEngine(rows: { plan in
    plan.dimensions.isEmpty ? [plan.metrics.map(\.emptyValue)] : []
  })
}
