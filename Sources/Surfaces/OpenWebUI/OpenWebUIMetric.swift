import Semantics

/// What answers are counted by.
enum OpenWebUIMetric: String, CaseIterable {
  case messages, tokens

  var order: UserAnswers.Order { self == .messages ? .count : .tokens }
  var bucketMetric: AnswerBucketsQuery.Metric { self == .messages ? .answers : .tokens }
}
