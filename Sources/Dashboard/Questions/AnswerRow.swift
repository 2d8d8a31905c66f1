import Semantics

/// A row of an answer, read by name.
struct AnswerRow {
  private let dimensions: [Dimension]
  private let metrics: [Metric]
  private let keys: ArraySlice<Value>
  private let values: ArraySlice<Value>

  fileprivate init(_ result: QueryResult, keys: ArraySlice<Value>, values: ArraySlice<Value>) {
    dimensions = result.dimensions
    metrics = result.metrics
    self.keys = keys
    self.values = values
  }

  subscript(metric: Metric) -> Value { metrics.firstIndex(of: metric).map { values[values.startIndex + $0] } ?? .null }
  subscript(dimension: Dimension) -> Value { dimensions.firstIndex(of: dimension).map { keys[keys.startIndex + $0] } ?? .null }

  /// None of the requests has a price, so that their cost is not known.
  var isUnpriced: Bool {
    guard case .integer(let unpriced) = self[.unpricedRequests], case .integer(let requests) = self[.requests] else { return false }
    return unpriced > 0 && unpriced == requests
  }

  /// The cost, or null where no request has a price: a sum over nothing would be 0.
  var cost: Value { isUnpriced ? .null : self[.cost] }
}

extension QueryResult {
  var answerRows: [AnswerRow] {
    rows.map { AnswerRow(self, keys: $0.prefix(dimensions.count), values: $0.dropFirst(dimensions.count)) }
  }

  /// The rows of the period before; nil if it was not asked about.
  var previousRows: [AnswerRow]? { previous.map { $0.map { AnswerRow(self, keys: [], values: $0[...]) } } }
}

extension Value {
  /// A key as text; nil where the records have none.
  var word: String? {
    switch self {
    case .text(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    default: nil
    }
  }
}
