import Hummingbird
import Semantics
import Usage
import Web

/// One model of one provider.
struct ClaraModel: Sendable {
  let name: String
  let provider: String
  let requests: Int64
  let tokens: Int64
  let successes: Int64
  /// Requests that ended, well or not, other than by being called off.
  let finished: Int64
  var requestsToday: Int64 = 0
  var isUsedByAgents = false

  static let dimensions: [Dimension] = [.by(.model), .by(.provider)]
  static let metrics: [Metric] = [.requests, .totalTokens, .successes, .failures, .blocked]

  /// Reads a row, in which the metrics follow the model and the provider.
  init(_ row: [Value]) {
    (name, provider) = (row[0].nameOrUnknown, row[1].nameOrUnknown)
    (requests, tokens, successes) = (row[2].wholeNumber, row[3].wholeNumber, row[4].wholeNumber)
    finished = successes + row[5].wholeNumber + row[6].wholeNumber
  }

  static let members: [ClaraMember<Self>] = [
    .init("agents_enabled", .boolean) { .bool($0.isUsedByAgents) },
    .number("avg_tokens_per_request") { share(Double($0.tokens), of: Double($0.requests)) }, .text("model_id", \.name),
    .text("model_name", \.name), .text("provider_name", \.provider),
    // Nobody is asked for recommendations here.
    .init("recommendation_tier", Schema.string.orNull) { _ in .null },
    .integer("requests_today", \.requestsToday),
    .known("success_rate") { $0.finished == 0 ? nil : 100 * Double($0.successes) / Double($0.finished) },
    .integer("total_requests", \.requests), .integer("usage_count", \.requests),
  ]
}

extension ClaraVerseAPI {
  var models: Endpoint {
    endpoint(
      "/analytics/models", "Models", "How each model was used and how well it did", parameters: Self.tableParameters,
      answer: [.json: Schema.array(of: .row(ClaraModel.members)).orWrapped, .csv: .string]
    ) { call in
      let question = try ClaraQuestion(call, now: clock.now())
      return question.list("models", try await models(question), ClaraModel.members)
    }
  }

  private func models(_ question: ClaraQuestion) async throws -> [ClaraModel] {
    let scope = question.scope, keys = ClaraModel.dimensions
    async let totals = rows(
      ClaraModel.metrics, by: keys, in: question.interval, order: [.descending(.metric(.requests))], scope: scope)
    async let todays = rows([.requests], by: keys, in: question.today.interval, scope: scope)
    async let byAgents = rows([.requests], by: keys, where: .not(.isNull(.by(.agent))), in: question.interval, scope: scope)
    let today = Dictionary(try await todays.map { (Array($0.prefix(2)), $0[2].wholeNumber) }, uniquingKeysWith: +)
    let used = Set(try await byAgents.map { Array($0.prefix(2)) })
    return try await totals.map { row in
      var model = ClaraModel(row)
      model.requestsToday = today[Array(row.prefix(2))] ?? 0
      model.isUsedByAgents = used.contains(Array(row.prefix(2)))
      return model
    }
  }
}
