import Usage

/// The answer to a plan. A row holds the values of the dimensions, then those of the metrics, in the plan's order.
package struct QueryResult: Hashable, Sendable {
  package let dimensions: [Dimension]
  package let metrics: [Metric]
  package var rows: [[Value]]
  /// For each row the metrics of the same keys in the period before; of time buckets, those of the bucket with the same number.
  package var previous: [[Value]]?
  /// There are rows after the last one.
  package var isTruncated: Bool
  /// What was asked about, `all` resolved to the extent of the data where buckets needed it.
  package let interval: Interval
  package let previousInterval: Interval?
  package let zone: Zone
  /// Set where some of the requests asked about are there as sums only, the last of them at that time: percentiles are those of the others,
  /// and times are true to a quarter of an hour.
  package var rolledUpUntil: Timestamp?

  package init(
    _ plan: Plan, rows: [[Value]], previous: [[Value]]? = nil, isTruncated: Bool = false
  ) {
    dimensions = plan.dimensions
    metrics = plan.metrics
    interval = plan.interval
    previousInterval = plan.previous
    zone = plan.zone
    self.rows = rows
    self.previous = previous
    self.isTruncated = isTruncated
  }
}
