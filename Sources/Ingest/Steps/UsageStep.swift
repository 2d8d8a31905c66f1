import Usage

extension Step {
  /// Reads the provider's own usage object. What the event says itself wins over it, class by class.
  package static let usage = Step("usage") { (draft, context) throws(Rejection) in
    guard let usage = draft.usage else { return }
    guard let shape = UsageShape.of(usage, provider: draft.event.provider, model: draft.event.model) else {
      let known = UsageShape.all.map(\.title).joined(separator: ", ")
      throw Rejection(.invalid, field: "usage", "is of an unknown form; known are: \(known)")
    }
    var read = UsageReading()
    shape.read(usage, &read)
    draft.event.tokens.fill(from: read.tokens)
    draft.event.units.audioMicroseconds = draft.event.units.audioMicroseconds ?? read.units.audioMicroseconds
    draft.event.units.webSearches = draft.event.units.webSearches ?? read.units.webSearches
    draft.event.serviceTier = draft.event.serviceTier ?? usage.serviceTier
    draft.event.normalizer = shape.name
  }
}

extension TokenUsage {
  fileprivate mutating func fill(from other: TokenUsage) {
    input = input ?? other.input
    cacheRead = cacheRead ?? other.cacheRead
    cacheWrite = cacheWrite ?? other.cacheWrite
    cacheWrite1h = cacheWrite1h ?? other.cacheWrite1h
    audioInput = audioInput ?? other.audioInput
    imageInput = imageInput ?? other.imageInput
    output = output ?? other.output
    reasoning = reasoning ?? other.reasoning
    audioOutput = audioOutput ?? other.audioOutput
    imageOutput = imageOutput ?? other.imageOutput
    total = total ?? other.total
  }
}
