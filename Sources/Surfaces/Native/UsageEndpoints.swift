import Foundation
import HTTPTypes
import Hummingbird
import Semantics
import Usage
import Web

extension NativeAPI {
  /// What is told where nobody says which metrics. Percentiles cost the most and are left to those who ask for them.
  private static let summaryMetrics: [Metric] = [
    .requests, .topLevelRequests, .cost, .unpricedRequests, .inputTokens, .outputTokens, .totalTokens, .cacheReadTokens, .successes,
    .failures, .successRate, .averageDuration, .users, .models, .providers,
  ]
  private static let rowMetrics: [Metric] = [
    .cost, .requests, .totalTokens, .inputTokens, .outputTokens, .unpricedRequests, .successRate, .averageDuration,
  ]
  private static let listMetrics: [Metric] = [.requests, .cost, .unpricedRequests, .totalTokens, .successRate, .firstSeen, .lastSeen]

  private static let answers: [Endpoint.Answer] = [
    .init(.ok, "The answer.", [.json: .ref("UsageAnswer"), .csv: .string])
  ]

  var usageSummary: Endpoint {
    Endpoint(
      .get, "/v1/usage/summary", access: .scope(.read), .init("usageSummary", "All usage of a period in one row", tags: ["Usage"]),
      parameters: QuestionParameters.common, answers: Self.answers
    ) { call in
      try await answer(QuestionParameters.document(call.query, metrics: Self.summaryMetrics), call, "summary")
    }
  }

  var usageTimeseries: Endpoint {
    Endpoint(
      .get, "/v1/usage/timeseries", access: .scope(.read),
      .init("usageTimeseries", "Usage over time, with empty buckets", tags: ["Usage"]),
      parameters: QuestionParameters.common + [
        .query("granularity", .oneOf(Granularity.allCases.map(\.name)), "The width of a bucket; `day` if absent."),
        .query("by", .string, "One more dimension: a row for each of its values in each bucket."),
      ], answers: Self.answers
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: Self.rowMetrics)
      document.granularity = call.query["granularity"] ?? "day"
      document.dimensions = call.query["by"].map { [$0] } ?? []
      document.fill = true
      return try await answer(document, call, "timeseries")
    }
  }

  var usageBreakdown: Endpoint {
    Endpoint(
      .get, "/v1/usage/breakdown/{dimension}", access: .scope(.read),
      .init("usageBreakdown", "Usage by the values of one dimension", tags: ["Usage"]),
      parameters: [.path("dimension", .string, "One of: " + Dimension.names.joined(separator: ", ") + ".")] + QuestionParameters.common
        + QuestionParameters.page, answers: Self.answers
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: Self.rowMetrics)
      document.dimensions = [call.segment("dimension")]
      return try await answer(document, call, "breakdown")
    }
  }

  var usageQuery: Endpoint {
    Endpoint(
      .post, "/v1/usage/query", access: .scope(.read), .init("usageQuery", "Any question", tags: ["Usage"]),
      parameters: [QuestionParameters.format], body: .init([.json: .ref("UsageQuestion")], limit: 1 << 20), answers: Self.answers
    ) { call in
      try await answer(UsageQuestion.read(await call.body()), call, "query")
    }
  }

  var listUsers: Endpoint { list("/v1/users", "listUsers", "Who used anything; the row without a user is what ran by itself", ["user_id"]) }
  var listModels: Endpoint { list("/v1/models", "listModels", "Which models were used", ["provider", "model"]) }
  var listProviders: Endpoint { list("/v1/providers", "listProviders", "Which providers were used", ["provider"]) }

  private func list(_ path: String, _ operation: String, _ summary: String, _ dimensions: [String]) -> Endpoint {
    Endpoint(
      .get, path, access: .scope(.read), .init(operation, summary, tags: ["Usage"]),
      parameters: QuestionParameters.common + QuestionParameters.page, answers: Self.answers
    ) { call in
      var document = try QuestionParameters.document(call.query, metrics: Self.listMetrics)
      document.dimensions = dimensions
      if document.period == nil, document.from == nil, document.to == nil { document.period = "all" }
      return try await answer(document, call, operation)
    }
  }

  private func answer(_ document: QueryDocument, _ call: Call, _ name: String) async throws -> Response {
    let format = try AnswerFormat(call)
    let plan = try Plan(document, scope: call.principal.projects, now: clock.now(), zone: zone)
    return UsageAnswer(result: try await engine.run(plan, budget: budget)).response(format, fileName: name)
  }
}
