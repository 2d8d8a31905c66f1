import Usage

/// A checked question, fixed in time and bound to what the caller may see: all that an engine needs.
package struct Plan: Hashable, Sendable {
  package let scope: ProjectScope
  package let metrics: [Metric]
  package let dimensions: [Dimension]
  package private(set) var filter: Filter
  package private(set) var interval: Interval
  package private(set) var previous: Interval?
  package let zone: Zone
  /// Total: ends with every dimension.
  package let order: [Order]
  package private(set) var limit: Int?
  package private(set) var offset: Int
  package private(set) var fillsGaps: Bool

  package enum Bounds {
    package static let metrics = 20
    /// Besides time.
    package static let dimensions = 3
    package static let limit = 10_000
    package static let defaultLimit = 100
    package static let offset = 1_000_000
    package static let buckets = 10_000
    package static let filterNodes = 1_000
    package static let filterDepth = 10
    package static let textBytes = 1_000
  }

  /// - Throws: every problem at once.
  package init(_ query: Query, scope: ProjectScope, now: Timestamp) throws(QueryProblems) {
    var check = PlanCheck(query)
    let interval = query.period.resolved(now: now, zone: query.zone)
    let previous = query.comparesPrevious ? query.period.previous(now: now, zone: query.zone) : nil
    check.run(interval, previous)
    guard check.problems.isEmpty else { throw QueryProblems(check.problems) }
    self.scope = scope
    self.interval = interval
    self.previous = previous
    metrics = query.metrics
    dimensions = query.dimensions
    filter = query.filter
    zone = query.zone
    order = Self.total(query)
    limit = query.limit ?? (query.dimensions.contains(where: \.isTime) ? nil : Bounds.defaultLimit)
    offset = query.offset
    fillsGaps = query.fillsGaps && query.dimensions.contains(where: \.isTime)
  }

  package var record: Record { .request }

  package var granularity: Granularity? {
    for case .time(let granularity) in dimensions { return granularity }
    return nil
  }

  /// nil without a time dimension, or as long as the interval is open.
  package var bucketing: Bucketing? { granularity.flatMap { Bucketing($0, in: zone, over: interval) } }

  private static func total(_ query: Query) -> [Order] {
    var order = query.order
    if order.isEmpty, !query.dimensions.contains(where: \.isTime), let first = query.metrics.first {
      order = [.descending(.metric(first))]
    }
    // Time first, so that an unordered series is in the order of time whatever else it is grouped by.
    let keys = query.dimensions.filter(\.isTime) + query.dimensions.filter { !$0.isTime }
    let given = Set(order.map(\.key))
    return order + keys.map { .dimension($0) }.filter { !given.contains($0) }.map(Order.ascending)
  }
}

extension Plan {
  /// Open edges of time buckets are closed by the first and last instant of the data.
  package var needsBounds: Bool { granularity != nil && !interval.isBounded }

  package func bounded(by data: ClosedRange<Timestamp>?) -> Plan {
    var plan = self
    plan.interval.from = interval.from ?? data?.lowerBound ?? interval.to ?? Timestamp(seconds: 0)
    plan.interval.to = interval.to ?? data?.upperBound.adding(microseconds: 1) ?? plan.interval.from
    return plan
  }

  /// The rows as the groups give them: gaps can only be filled, and a page cut, when all rows are there.
  var unfilled: Plan {
    guard fillsGaps else { return self }
    var plan = self
    (plan.fillsGaps, plan.limit, plan.offset) = (false, nil, 0)
    return plan
  }

  /// The same question about fewer records.
  package func narrowed(to filter: Filter) -> Plan {
    var plan = self
    plan.filter = .and([self.filter, filter])
    return plan
  }

  /// Another question about the same records, with all its rows.
  package func grouped(by dimensions: [Dimension], _ metrics: [Metric]) -> Plan {
    Plan(self, metrics, dimensions)
  }

  private init(_ plan: Plan, _ metrics: [Metric], _ dimensions: [Dimension]) {
    (scope, filter, interval, previous, zone) = (plan.scope, plan.filter, plan.interval, nil, plan.zone)
    (self.metrics, self.dimensions, limit, offset, fillsGaps) = (metrics, dimensions, nil, 0, false)
    order = dimensions.map { .ascending(.dimension($0)) }
  }

  /// The same question with all its rows: the budget alone bounds them.
  package var unpaged: Plan {
    var plan = self
    (plan.limit, plan.offset) = (nil, 0)
    return plan
  }

  /// The same question about the period before, for the keys that an answer has.
  func comparison(for rows: [[Value]]) -> Plan? {
    guard let previous else { return nil }
    var plan = unfilled
    (plan.interval, plan.previous, plan.limit, plan.offset) = (previous, nil, nil, 0)
    plan.filter = .and([filter] + keyFilters(rows))
    return plan
  }

  private func keyFilters(_ rows: [[Value]]) -> [Filter] {
    dimensions.enumerated().compactMap { index, dimension in
      let key: Filter.Key
      switch dimension {
      case .time: return nil
      case .by(let attribute): key = .by(attribute)
      case .tag(let name): key = .tag(name)
      }
      let values = Set(rows.map { $0[index] })
      let named = Filter.isIn(key, values.compactMap(\.filterText).sorted())
      return values.contains(.null) ? .or([named, .isNull(key)]) : named
    }
  }
}

extension Value {
  fileprivate var filterText: String? {
    switch self {
    case .text(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    default: nil
    }
  }
}
