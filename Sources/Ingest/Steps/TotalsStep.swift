import Usage

extension Step {
  /// Every class of tokens is a part of its inclusive total; where one is greater, somebody counted exclusively, and to guess on would
  /// be to invoice wrongly. The total of all is the provider's, else input + output.
  package static let totals = Step("totals") { (draft, context) throws(Rejection) in
    try check(&draft.event.tokens)
    if draft.event.tokens.total == nil, draft.event.tokens.input != nil || draft.event.tokens.output != nil {
      draft.event.tokens.total = (draft.event.tokens.input ?? 0) + (draft.event.tokens.output ?? 0)
    }
  }

  private static func check(_ tokens: inout TokenUsage) throws(Rejection) {
    if let kept = tokens.cacheWrite1h, kept > 0 {
      tokens.cacheWrite = tokens.cacheWrite ?? kept
      try require(kept, .cacheWrite1h, in: tokens.cacheWrite, .cacheWrite)
    }
    try require(tokens.cacheRead, .cacheRead, in: tokens.input, .input)
    try require(tokens.cacheWrite, .cacheWrite, beside: tokens.cacheRead, in: tokens.input, .input)
    try require(tokens.audioInput, .audioInput, in: tokens.input, .input)
    try require(tokens.imageInput, .imageInput, beside: tokens.audioInput, in: tokens.input, .input)
    try require(tokens.reasoning, .reasoning, in: tokens.output, .output)
    try require(tokens.audioOutput, .audioOutput, in: tokens.output, .output)
    try require(tokens.imageOutput, .imageOutput, beside: tokens.audioOutput, in: tokens.output, .output)
  }

  /// `part` and `other` count different tokens of the same total.
  private static func require(
    _ part: Int64?, _ field: EventField, beside other: Int64? = nil, in total: Int64?, _ totalField: EventField
  ) throws(Rejection) {
    guard let part, part > 0 else { return }
    guard let total, part + (other ?? 0) <= total else { throw tooMany(part, field, other ?? 0, total, totalField) }
  }

  @inline(never)
  private static func tooMany(_ part: Int64, _ field: EventField, _ other: Int64, _ total: Int64?, _ totalField: EventField) -> Rejection {
    let (name, totalName) = (field.definition.name, totalField.definition.name)
    guard let total else { return Rejection(.missing, field: totalName, "is needed beside \(name), which is a part of it") }
    if part > total { return Rejection(.invalid, field: name, "\(part) is more than \(totalName) (\(total)), which must include it") }
    return Rejection(.invalid, field: name, "\(part) and \(other) of another class are more than \(totalName) (\(total))")
  }
}
