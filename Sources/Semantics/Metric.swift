/// What can be asked for. Everything about a metric is in its definition, and nobody else switches over this enum.
package enum Metric: String, CaseIterable, Sendable {
  case requests
  case topLevelRequests = "top_level_requests"
  case inputTokens = "input_tokens"
  case outputTokens = "output_tokens"
  case totalTokens = "total_tokens"
  case cacheReadTokens = "cache_read_tokens"
  case cacheWriteTokens = "cache_write_tokens"
  case reasoningTokens = "reasoning_tokens"
  case audioInputTokens = "audio_input_tokens"
  case audioOutputTokens = "audio_output_tokens"
  case imageInputTokens = "image_input_tokens"
  case imageOutputTokens = "image_output_tokens"
  case cost
  case unpricedRequests = "unpriced_requests"
  case costPerRequest = "cost_per_request"
  case costPerThousandTokens = "cost_per_1k_tokens"
  case successes, failures, blocked, cancelled
  case successRate = "success_rate"
  case averageDuration = "average_duration_ms"
  case medianDuration = "p50_duration_ms"
  case p95Duration = "p95_duration_ms"
  case p99Duration = "p99_duration_ms"
  case averageTimeToFirstToken = "average_time_to_first_token_ms"
  case medianTimeToFirstToken = "p50_time_to_first_token_ms"
  case p95TimeToFirstToken = "p95_time_to_first_token_ms"
  case tokensPerSecond = "tokens_per_second"
  case users, chats, models, providers
  case firstSeen = "first_seen"
  case lastSeen = "last_seen"
  case images, characters
  case audioSeconds = "audio_seconds"
  case webSearches = "web_searches"
  case cacheReports = "cache_reports"
  case averageTokens = "average_total_tokens"
  case emptyAnswers = "empty_answers"

  package struct Definition: Sendable {
    package let title: String
    package let unit: Unit
    package let aggregate: Aggregate
    /// Leads from stored units to `unit`. Money and instants stay exact and have none.
    package let scale: Scale?
    /// The values of the parts of a partition add up to the value of the whole.
    package let isAdditive: Bool

    init(_ title: String, _ unit: Unit, _ aggregate: Aggregate, scale: Scale? = nil, additive: Bool = false) {
      self.title = title
      self.unit = unit
      self.aggregate = aggregate
      self.scale = scale
      isAdditive = additive
    }

    static func sum(_ title: String, _ unit: Unit, _ aggregate: Aggregate, scale: Scale? = nil) -> Self {
      Self(title, unit, aggregate, scale: scale, additive: true)
    }
  }

  /// Division and multiplication are kept apart because 4100 / 1000 is 4.1 and 4100 * 0.001 is not.
  package enum Scale: Hashable, Sendable {
    case over(Double)
    case times(Double)

    package func applied(to value: Double) -> Double {
      switch self {
      case .over(let divisor): value / divisor
      case .times(let factor): value * factor
      }
    }
  }

  package var name: String { rawValue }

  package init?(name: String) { self.init(rawValue: name) }
}
