import Hummingbird
import Semantics
import Usage
import Web

/// One provider, or all requests of which the provider is not known.
struct ClaraProvider: Sendable {
  let name: String
  let requests: Int64
  let tokens: Int64
  let averageMilliseconds: Double?
  let cost: Double?
  let lastUsed: Timestamp?
  var requestsToday: Int64 = 0
  var models: [String] = []

  static let metrics: [Metric] = [.requests, .totalTokens, .averageDuration, .cost, .lastSeen]

  /// Reads a row, in which the metrics follow the provider.
  init(_ row: [Value]) {
    name = row[0].nameOrUnknown
    requests = row[1].wholeNumber
    tokens = row[2].wholeNumber
    averageMilliseconds = if case .real(let number) = row[3] { number } else { nil }
    cost = if case .money(let money) = row[4] { money.inDollars } else { nil }
    lastUsed = row[5].moment
  }

  static let members: [ClaraMember<Self>] = [
    .init("active_models", .array(of: .string)) { .array($0.models.map(JSONValue.string)) },
    .known("avg_response_time_ms", \.averageMilliseconds), .known("estimated_cost", \.cost), .instant("last_used_at", \.lastUsed),
    .text("provider_id", \.name), .text("provider_name", \.name), .integer("requests_today", \.requestsToday),
    .integer("tokens_used", \.tokens), .integer("total_requests", \.requests), .integer("total_tokens", \.tokens),
  ]
}

extension ClaraVerseAPI {
  static let tableParameters = [
    ClaraQuestion.daysParameter("Only the last so many days, today included; all time if absent."), ClaraQuestion.zoneParameter,
    ClaraQuestion.formatParameter, ClaraQuestion.wrapParameter,
  ]

  var providers: Endpoint {
    endpoint(
      "/analytics/providers", "Providers", "What each provider was asked", parameters: Self.tableParameters,
      answer: [.json: Schema.array(of: .row(ClaraProvider.members)).orWrapped, .csv: .string]
    ) { call in
      let question = try ClaraQuestion(call, now: clock.now())
      return question.list("providers", try await providers(question), ClaraProvider.members)
    }
  }

  private func providers(_ question: ClaraQuestion) async throws -> [ClaraProvider] {
    let scope = question.scope
    async let totals = rows(
      ClaraProvider.metrics, by: [.by(.provider)], in: question.interval, order: [.descending(.metric(.requests))], scope: scope)
    async let todays = rows([.requests], by: [.by(.provider)], in: question.today.interval, scope: scope)
    async let recent = rows([.requests], by: [.by(.provider), .by(.model)], in: question.calendar.interval, scope: scope)
    let today = Dictionary(try await todays.map { ($0[0], $0[1].wholeNumber) }, uniquingKeysWith: +)
    let models = Dictionary(grouping: try await recent.filter { $0[1] != .null }) { $0[0] }
    return try await totals.map { row in
      var provider = ClaraProvider(row)
      provider.requestsToday = today[row[0]] ?? 0
      provider.models = models[row[0], default: []].map { $0[1].nameOrUnknown }
      return provider
    }
  }
}

extension Schema {
  /// The list itself, or an object around it.
  var orWrapped: Schema { ["anyOf": [json, ["type": "object"]]] }
}
