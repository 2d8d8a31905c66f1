import Usage

extension Metric {
  package var definition: Definition {
    switch self {
    case .requests: .sum("Requests", .count, .count())
    case .topLevelRequests: .sum("Top-level requests", .count, .count([.isFalse(.nested)]))
    case .inputTokens: .sum("Input tokens", .tokens, .sum(.input))
    case .outputTokens: .sum("Output tokens", .tokens, .sum(.output))
    case .totalTokens: .sum("Tokens", .tokens, .sum(.total))
    case .cacheReadTokens: .sum("Tokens read from cache", .tokens, .sum(.cacheRead))
    case .cacheWriteTokens: .sum("Tokens written to cache", .tokens, .sum(.cacheWrite))
    case .reasoningTokens: .sum("Reasoning tokens", .tokens, .sum(.reasoning))
    case .audioInputTokens: .sum("Audio input tokens", .tokens, .sum(.audioInput))
    case .audioOutputTokens: .sum("Audio output tokens", .tokens, .sum(.audioOutput))
    case .imageInputTokens: .sum("Image input tokens", .tokens, .sum(.imageInput))
    case .imageOutputTokens: .sum("Image output tokens", .tokens, .sum(.imageOutput))
    case .cost: .sum("Cost", .usd, .knownSum(.cost))
    case .unpricedRequests: .sum("Unpriced requests", .count, .count([.equals(.costSource, Cost.Source.none.rawValue)]))
    case .costPerRequest: .init("Cost per priced request", .usd, .average(.cost), scale: .over(1e9))
    case .costPerThousandTokens:
      .init("Cost per 1,000 tokens", .usd, .ratio(.sum(.cost), per: .sum(.total, [.isPresent(.cost)])), scale: .over(1e6))
    case .successes: .sum("Successes", .count, .count([.status(.success)]))
    case .failures: .sum("Failures", .count, .count([.status(.failure)]))
    case .blocked: .sum("Blocked", .count, .count([.status(.blocked)]))
    case .cancelled: .sum("Cancelled", .count, .count([.status(.cancelled)]))
    case .successRate: .init("Success rate", .ratio, .ratio(.count([.status(.success)]), per: .count()))
    case .averageDuration: .init("Average duration", .milliseconds, .average(.duration), scale: .over(1e3))
    case .medianDuration: .init("Median duration", .milliseconds, .quantile(.duration, .median), scale: .over(1e3))
    case .p95Duration: .init("95th percentile of duration", .milliseconds, .quantile(.duration, .p95), scale: .over(1e3))
    case .p99Duration: .init("99th percentile of duration", .milliseconds, .quantile(.duration, .p99), scale: .over(1e3))
    case .averageTimeToFirstToken: .init("Average time to first token", .milliseconds, .average(.timeToFirstToken), scale: .over(1e3))
    case .medianTimeToFirstToken:
      .init("Median time to first token", .milliseconds, .quantile(.timeToFirstToken, .median), scale: .over(1e3))
    case .p95TimeToFirstToken:
      .init("95th percentile of time to first token", .milliseconds, .quantile(.timeToFirstToken, .p95), scale: .over(1e3))
    case .tokensPerSecond:
      // Only rows that report both, so that a missing value on one side does not bend the rate.
      .init(
        "Output tokens per second", .tokensPerSecond,
        .ratio(.sum(.output, [.isPositive(.duration)]), per: .sum(.duration, [.isPositive(.duration), .isPresent(.output)])),
        scale: .times(1e6))
    case .users: .init("Users", .count, .countDistinct(.user))
    case .chats: .init("Chats", .count, .countDistinct(.chat))
    case .models: .init("Models", .count, .countDistinct(.model))
    case .providers: .init("Providers", .count, .countDistinct(.provider))
    case .firstSeen: .init("First seen", .instant, .minimum(.timestamp))
    case .lastSeen: .init("Last seen", .instant, .maximum(.timestamp))
    case .images: .sum("Images", .count, .sum(.images))
    case .characters: .sum("Characters", .characters, .sum(.characters))
    case .audioSeconds: .sum("Audio seconds", .seconds, .sum(.audioSeconds), scale: .over(1e6))
    case .webSearches: .sum("Web searches", .count, .sum(.webSearches))
    // Tells "nobody said" from "none were read".
    case .cacheReports: .sum("Requests that report cache reads", .count, .count([.isPresent(.cacheRead)]))
    case .averageTokens: .init("Average tokens of requests that report them", .tokens, .average(.total))
    case .emptyAnswers: .sum("Answers without a token", .count, .count([.isZero(.output)]))
    }
  }
}

extension RowCondition {
  fileprivate static func status(_ status: RequestStatus) -> RowCondition { .equals(.status, status.rawValue) }
}
