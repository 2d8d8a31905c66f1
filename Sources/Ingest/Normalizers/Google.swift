import Usage

extension UsageShape {
  /// Gemini's `usageMetadata`. The cached part is inside the prompt, but thoughts are beside the candidates, and what tools put into the
  /// prompt is beside the prompt.
  static let google = UsageShape(
    name: "google.generate_content/1", title: "Google generateContent (promptTokenCount)",
    recognises: { usage, _ in usage.has(.googlePrompt, .googleCandidates, .googleTotal, .googleThoughts) },
    read: { usage, reading in
      let promptDetails: UsageName = usage.has(.googlePromptDetails) ? .googlePromptDetails : .promptDetails
      func input(_ name: UsageName) -> Int64? { sum(usage[promptDetails, name], usage[.googleToolUseDetails, name]) }
      reading.tokens.input = sum(usage[.googlePrompt], usage[.googleToolUse])
      reading.tokens.cacheRead = usage[.googleCached]
      reading.tokens.audioInput = input(.audioTokens)
      reading.tokens.imageInput = input(.imageTokens)
      reading.tokens.output = sum(usage[.googleCandidates], usage[.googleThoughts])
      reading.tokens.reasoning = usage[.googleThoughts]
      reading.tokens.audioOutput = usage[.googleCandidatesDetails, .audioTokens]
      reading.tokens.imageOutput = usage[.googleCandidatesDetails, .imageTokens]
      reading.tokens.total = usage[.googleTotal]
      reading.includeCacheIfExclusive()
    })

  /// nil only if neither is known.
  private static func sum(_ left: Int64?, _ right: Int64?) -> Int64? {
    guard left != nil || right != nil else { return nil }
    return (left ?? 0) + (right ?? 0)
  }
}
