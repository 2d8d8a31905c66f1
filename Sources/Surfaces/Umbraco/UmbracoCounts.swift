import Semantics

/// The figures of one group of requests, of which the answers show a choice.
struct UmbracoCounts {
  private(set) var requests: Int64 = 0
  private(set) var inputTokens: Int64 = 0
  private(set) var outputTokens: Int64 = 0
  private(set) var totalTokens: Int64 = 0
  private(set) var successes: Int64 = 0
  private var cacheReadTokens: Int64 = 0
  private var cacheReports: Int64 = 0

  static let metrics: [Metric] = [.requests, .inputTokens, .outputTokens, .totalTokens, .successes, .cacheReadTokens, .cacheReports]

  init() {}

  /// - Parameter values: of `metrics`, in that order.
  init(_ values: ArraySlice<Value>) {
    let numbers = values.map(\.umbracoInteger)
    (requests, inputTokens, outputTokens, totalTokens) = (numbers[0], numbers[1], numbers[2], numbers[3])
    (successes, cacheReadTokens, cacheReports) = (numbers[4], numbers[5], numbers[6])
  }

  /// Whatever did not succeed: failed, blocked or given up.
  var failures: Int64 { requests - successes }

  /// nil where nobody said.
  var cachedInputTokens: Int64? { cacheReports > 0 ? cacheReadTokens : nil }

  static func += (left: inout UmbracoCounts, right: UmbracoCounts) {
    left.requests += right.requests
    left.inputTokens += right.inputTokens
    left.outputTokens += right.outputTokens
    left.totalTokens += right.totalTokens
    left.successes += right.successes
    left.cacheReadTokens += right.cacheReadTokens
    left.cacheReports += right.cacheReports
  }
}

extension Value {
  var umbracoInteger: Int64 {
    if case .integer(let number) = self { number } else { 0 }
  }

  /// nil where there is none, or it says nothing.
  var umbracoText: String? {
    if case .text(let text) = self, !text.isEmpty { text } else { nil }
  }
}
