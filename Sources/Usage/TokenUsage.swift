/// Tokens of one operation. nil means that nobody reported the class, which is not the same as 0.
/// `input` and `output` are inclusive: every class below them is a part of them.
package struct TokenUsage: Hashable, Sendable {
  package var input: Int64?
  package var cacheRead: Int64?
  /// All tokens written to a cache, of any lifetime.
  package var cacheWrite: Int64?
  /// The part of `cacheWrite` that is kept for an hour instead of five minutes, at a higher price.
  package var cacheWrite1h: Int64?
  package var audioInput: Int64?
  package var imageInput: Int64?
  package var output: Int64?
  package var reasoning: Int64?
  package var audioOutput: Int64?
  package var imageOutput: Int64?
  /// As the provider reports it, else input + output.
  package var total: Int64?
  /// The numbers were counted by somebody other than the provider.
  package var isEstimated = false

  package init(input: Int64? = nil, output: Int64? = nil) {
    self.input = input
    self.output = output
  }
}
