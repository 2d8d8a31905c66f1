import Usage

/// How the rows of a group become one value. Values are in stored units (microseconds, billionths of a dollar).
package indirect enum Aggregate: Hashable, Sendable {
  /// Rows that meet all conditions.
  case count([RowCondition] = [])
  /// 0 where no row has a value.
  case sum(EventField, [RowCondition] = [])
  /// A sum that is null where there are rows but none has a value: what nobody knows is not 0. Over no rows it is 0.
  case knownSum(EventField)
  /// Distinct values; rows without a value are not counted.
  case countDistinct(EventField)
  case minimum(EventField)
  case maximum(EventField)
  /// Exact, interpolated between the two nearest values; null where no row has a value.
  case quantile(EventField, Quantile)
  /// Double(numerator) / Double(denominator); null where the denominator is 0. The same two roundings on every engine.
  case ratio(Aggregate, per: Aggregate)

  /// Null where no row has a value.
  static func average(_ field: EventField) -> Aggregate { .ratio(.sum(field), per: .count([.isPresent(field)])) }
}

package enum Quantile: Double, CaseIterable, Sendable {
  case median = 0.5
  case p95 = 0.95
  case p99 = 0.99
}

/// A condition that a metric puts on the rows it counts. False where the field has no value.
package enum RowCondition: Hashable, Sendable {
  case equals(EventField, String)
  case isFalse(EventField)
  case isPositive(EventField)
  case isZero(EventField)
  case isPresent(EventField)
}
