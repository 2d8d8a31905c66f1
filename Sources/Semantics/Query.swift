/// A question, in types. `Plan` checks it and fixes it in time.
package struct Query: Hashable, Sendable {
  package var metrics: [Metric]
  package var dimensions: [Dimension]
  package var filter: Filter
  package var period: Period
  package var zone: Zone
  /// Also answer for the period before.
  package var comparesPrevious: Bool
  package var order: [Order]
  /// nil: all rows of a time series, else the default number.
  package var limit: Int?
  package var offset: Int
  /// Rows of empty time buckets are added, for each combination of the other keys.
  package var fillsGaps: Bool

  package init(
    _ metrics: [Metric], by dimensions: [Dimension] = [], where filter: Filter = .all, period: Period, zone: Zone = .utc,
    comparesPrevious: Bool = false, order: [Order] = [], limit: Int? = nil, offset: Int = 0, fillsGaps: Bool = false
  ) {
    self.metrics = metrics
    self.dimensions = dimensions
    self.filter = filter
    self.period = period
    self.zone = zone
    self.comparesPrevious = comparesPrevious
    self.order = order
    self.limit = limit
    self.offset = offset
    self.fillsGaps = fillsGaps
  }
}
