extension UsageShape {
  /// Messages of Anthropic, also as Bedrock and Vertex pass them on. Exclusive: `input_tokens` counts only what no cache had a part in.
  static let anthropic = UsageShape(
    name: "anthropic.messages/1", title: "Anthropic messages (input_tokens, cache_read_input_tokens)",
    recognises: { usage, isAnthropic in
      guard usage.has(.inputTokens, .outputTokens), !usage.has(.inputDetails) else { return false }
      return isAnthropic || usage.has(.cacheReadInput, .cacheCreationInput, .cacheCreation, .serverToolUse)
    },
    read: { usage, reading in
      let lifetimes = [usage[.cacheCreation, .ephemeral5m], usage[.cacheCreation, .ephemeral1h]].compactMap(\.self)
      let byLifetime = lifetimes.isEmpty ? nil : lifetimes.reduce(0, +)
      let writes = [usage[.cacheCreationInput], byLifetime].compactMap(\.self).max()
      reading.tokens.cacheRead = usage[.cacheReadInput]
      reading.tokens.cacheWrite = writes
      reading.tokens.cacheWrite1h = usage[.cacheCreation, .ephemeral1h]
      reading.tokens.input = usage[.inputTokens].map { $0 + (usage[.cacheReadInput] ?? 0) + (writes ?? 0) }
      reading.tokens.output = usage[.outputTokens]
      reading.tokens.reasoning = usage[.outputDetails, .thinkingTokens]
      reading.units.webSearches = usage[.serverToolUse, .webSearchRequests]
    })
}
