import Usage

/// How the numbers of a metric's column are read: worked out once for a whole answer.
package struct MetricReading: Sendable {
  package let stored: Metric.Stored
  /// The engine's own numbers are real.
  package let isReal: Bool
  private let scale: Metric.Scale?

  package init(_ metric: Metric) {
    let definition = metric.definition
    scale = definition.scale
    switch definition.aggregate {
    case .ratio, .quantile: (stored, isReal) = (.real, true)
    case .minimum, .maximum: (stored, isReal) = (.instant, false)
    case .count, .countDistinct: (stored, isReal) = (.integer, false)
    case .sum(let field, _), .knownSum(let field):
      isReal = false
      stored = field.definition.kind == .money ? .money : definition.scale == nil ? .integer : .real
    }
  }

  /// What an engine's integer means. Only for metrics that are stored as integers, money or instants, or are scaled sums.
  package func value(integer: Int64) -> Value {
    switch stored {
    case .integer: .integer(integer)
    case .money: .money(NanoUSD(nanos: integer))
    case .instant: .instant(Timestamp(microseconds: integer))
    case .real: value(real: Double(integer))
    }
  }

  package func value(real: Double) -> Value { .real(scale?.applied(to: real) ?? real) }
}
