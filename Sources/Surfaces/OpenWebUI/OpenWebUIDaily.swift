import Hummingbird
import Semantics
import Usage
import Web

extension OpenWebUIAPI {
  var daily: Endpoint {
    question(
      Self.prefix + "/daily", "Daily", "Answers or tokens of each model over time",
      parameters: Self.rangeParameters + [
        Self.groupParameter,
        .query("granularity", .oneOf(OpenWebUIStep.allCases.map(\.rawValue)), "The step, on the server's clock; `daily` if absent."),
        .query("metric", .oneOf(OpenWebUIMetric.allCases.map(\.rawValue)), "What is counted; `messages` if absent."),
        .query("compare", .boolean, "Beside each step the same stretch of the period as long before. Needs both dates."),
      ], answer: .object(["data": .array(of: Self.entrySchema)]), handler: answerDaily)
  }

  private static let previousSchema: Schema = .object(["models": .map(of: .integer), "start": .string, "end": .string])
  private static let entrySchema: Schema = .object([
    "date": .string, "models": .map(of: .integer), "start": Schema.string.orNull, "end": Schema.string.orNull,
    "previous": previousSchema.orNull,
  ])

  private func answerDaily(_ call: Call) async throws -> Response {
    var parameters = OpenWebUIParameters(call.query)
    let range = try range(&parameters, for: call)
    let (start, end) = (parameters.value("start_date"), parameters.value("end_date"))
    let step = parameters.choice("granularity", OpenWebUIStep.self) ?? .daily
    let metric = (parameters.choice("metric", OpenWebUIMetric.self) ?? .messages).bucketMetric
    let compares = parameters.flag("compare") ?? false
    try parameters.check()
    var series = DailySeries(step: step, zone: zone, now: clock.now(), first: range.first, last: range.last)
    let query = AnswerBucketsQuery(range, metric: metric, step: step.microseconds, zone: zone, now: series.now)
    if compares {
      guard let start, let end, start <= end else { throw Problem(.badRequest, "Comparison requires a bounded date range") }
      let comparison = DailyComparison(start: start, end: end)
      series.comparison = comparison
      async let previous = store.answerBuckets(comparison.question(query), budget: budget)
      series.answers = try await store.answerBuckets(query, budget: budget)
      series.previous = try await previous
    } else {
      series.answers = try await store.answerBuckets(query, budget: budget)
    }
    return .json(series.json)
  }
}
