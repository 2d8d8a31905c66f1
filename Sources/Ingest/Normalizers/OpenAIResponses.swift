extension UsageShape {
  /// Responses, images, transcription by tokens, and realtime. Inclusive.
  static let openAIResponses = UsageShape(
    name: "openai.responses/1", title: "OpenAI responses, images, transcription (input_tokens, total_tokens)",
    recognises: { usage, _ in usage.has(.inputTokens, .outputTokens) },
    read: { usage, reading in
      reading.tokens.input = usage[.inputTokens]
      reading.tokens.cacheRead = usage[.inputDetails, .cachedTokens]
      reading.tokens.cacheWrite = usage[.inputDetails, .cacheWriteTokens]
      reading.tokens.audioInput = usage[.inputDetails, .audioTokens]
      reading.tokens.imageInput = usage[.inputDetails, .imageTokens]
      reading.tokens.output = usage[.outputTokens]
      reading.tokens.reasoning = usage[.outputDetails, .reasoningTokens]
      reading.tokens.audioOutput = usage[.outputDetails, .audioTokens]
      reading.tokens.imageOutput = usage[.outputDetails, .imageTokens]
      reading.tokens.total = usage[.totalTokens]
      reading.includeCacheIfExclusive()
    })
}
