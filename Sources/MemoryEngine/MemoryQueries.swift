import Semantics
import Usage

extension MemoryEngine: RowEngine {
  package func extent(_ plan: Plan, budget: QueryBudget) -> ClosedRange<Timestamp>? {
    let times = matching(plan.scope, plan.interval, plan.filter).map(\.event.timestamp)
    guard let first = times.min(), let last = times.max() else { return nil }
    return first...last
  }

  package func rows(_ plan: Plan, limit: Int, budget: QueryBudget) throws(QueryFailure) -> [[Value]] {
    var groups: [[Value]: [MemoryRecord]] = plan.dimensions.isEmpty ? [[]: []] : [:]
    var clock = WallClock(plan.zone)
    for record in matching(plan.scope, plan.interval, plan.filter) {
      groups[plan.dimensions.map { $0.key(of: record, &clock) }, default: []].append(record)
    }
    var rows: [[Value]] = []
    for (key, members) in groups {
      var row = key
      for metric in plan.metrics { row.append(try metric.value(over: members)) }
      rows.append(row)
    }
    rows.sort(by: RowOrder(plan).precedes)
    return Array(rows.dropFirst(plan.offset).prefix(limit))
  }
}

extension Dimension {
  fileprivate func key(of record: MemoryRecord, _ clock: inout WallClock) -> Value {
    switch self {
    case .time(let granularity): .instant(clock.bucket(of: record.event.timestamp, granularity))
    case .by(let attribute): record.value(attribute.field)
    case .tag(let key): record.event.tags[key].map(Value.text) ?? .null
    }
  }
}
