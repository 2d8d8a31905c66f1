extension UsageShape {
  /// Chat completions, completions and embeddings, of OpenAI and the many that speak its protocol. Inclusive.
  static let openAIChat = UsageShape(
    name: "openai.chat/1", title: "OpenAI chat completions (prompt_tokens)",
    recognises: { usage, _ in usage.has(.promptTokens, .completionTokens) },
    read: { usage, reading in
      reading.tokens.input = usage[.promptTokens]
      // DeepSeek and Anthropic's compatible endpoints have the cache on the first level.
      reading.tokens.cacheRead = usage[.promptDetails, .cachedTokens] ?? usage[.cacheReadInput] ?? usage[.promptCacheHit]
      reading.tokens.cacheWrite = usage[.promptDetails, .cacheWriteTokens] ?? usage[.cacheCreationInput]
      reading.tokens.audioInput = usage[.promptDetails, .audioTokens]
      reading.tokens.imageInput = usage[.promptDetails, .imageTokens]
      reading.tokens.output = usage[.completionTokens]
      reading.tokens.reasoning = usage[.completionDetails, .reasoningTokens]
      reading.tokens.audioOutput = usage[.completionDetails, .audioTokens]
      reading.tokens.imageOutput = usage[.completionDetails, .imageTokens]
      reading.tokens.total = usage[.totalTokens]
      reading.includeCacheIfExclusive()
    })
}
