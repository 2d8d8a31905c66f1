import Usage

/// What comes out of an engine, and what a value is called outside.
extension Metric {
  /// The kind of number that an engine gives for this metric, before `scale`.
  package enum Stored: Sendable {
    case integer, real, money, instant
  }

  package var stored: Stored {
    let definition = definition
    switch definition.aggregate {
    case .ratio, .quantile: return .real
    case .minimum, .maximum: return .instant
    case .count, .countDistinct: return .integer
    case .sum(let field, _), .knownSum(let field):
      if field.definition.kind == .money { return .money }
      return definition.scale == nil ? .integer : .real
    }
  }

  /// The value over no rows: sums and counts are 0, all else is null.
  package var emptyValue: Value {
    switch definition.aggregate {
    case .ratio, .quantile, .minimum, .maximum: .null
    case .count, .countDistinct: .integer(0)
    case .sum, .knownSum: stored == .money ? .money(.zero) : stored == .integer ? .integer(0) : .real(0)
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

  package func value(real: Double) -> Value { .real(definition.scale?.applied(to: real) ?? real) }
}
