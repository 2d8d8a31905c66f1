import Usage

/// What comes out of an engine, and what a value is called outside.
extension Metric {
  /// The kind of number that an engine gives for this metric, before `scale`.
  package enum Stored: Sendable {
    case integer, real, money, instant
  }

  package var stored: Stored { MetricReading(self).stored }

  /// The value over no rows: sums and counts are 0, all else is null.
  package var emptyValue: Value {
    switch definition.aggregate {
    case .ratio, .quantile, .minimum, .maximum: .null
    case .count, .countDistinct: .integer(0)
    case .sum, .knownSum: stored == .money ? .money(.zero) : stored == .integer ? .integer(0) : .real(0)
    }
  }

  package func value(integer: Int64) -> Value { MetricReading(self).value(integer: integer) }
  package func value(real: Double) -> Value { MetricReading(self).value(real: real) }
}
