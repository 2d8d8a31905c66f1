import Semantics
import Usage

/// Makes the one SQL statement of a plan. All plans have the same form: select, filter, group, order, page.
package struct Compiler<D: Dialect>: Sendable {
  let dialect: D
  /// Reads what was summed up beside what is kept in full. It costs something, so only where a plan's time has any.
  package private(set) var readsRollUps = false

  package init(_ dialect: D) { self.dialect = dialect }

  package func readingRollUps(_ isWanted: Bool) -> Self {
    var copy = self
    copy.readsRollUps = isWanted
    return copy
  }

  /// The plan's rows from its offset on, at most `limit`. Time buckets must be bounded.
  package func rows(_ plan: Plan, limit: Int) -> CompiledPlan {
    let keys = plan.dimensions.map { key($0, plan) }
    let metrics = plan.metrics.map { (column: CompiledPlan.Column.metric(MetricReading($0)), sql: aggregate($0.definition.aggregate)) }
    let selected =
      keys.enumerated().map { "\($1.sql) AS \(name: .key($0))" as SQL }
      + metrics.enumerated().map { "\($1.sql) AS \(name: .metric($0))" as SQL }
    var sql: SQL = "SELECT \(selected, separator: ", ") FROM \(table(plan.record))\(condition(plan))"
    if !keys.isEmpty {
      sql = "\(sql) GROUP BY \(keys.indices.map { "\(name: .key($0))" as SQL }, separator: ", ")"
      sql = "\(sql) ORDER BY \(plan.order.compactMap { order($0, plan) }, separator: ", ")"
    }
    sql = "\(sql) LIMIT \(.integer(Int64(limit))) OFFSET \(.integer(Int64(plan.offset)))"
    return CompiledPlan(sql: sql, columns: keys.map(\.column) + metrics.map(\.column))
  }

  /// One row: the first and last instant of the plan's records in microseconds, both NULL if there are none.
  package func extent(_ plan: Plan) -> SQL {
    let last: SQL = readsRollUps ? "max(last_timestamp)" : "max(timestamp)"
    let (first, end) = (dialect.microseconds("min(timestamp)"), dialect.microseconds(last))
    return "SELECT \(first), \(end) FROM \(table(plan.record))\(condition(plan))"
  }

  /// `seq` and then all fields in the order of `EventField`, one row more than the page has.
  /// - Parameter end: where the page ends, if that is known (`pageEnd`): then the engine reads no more of the table than the page.
  package func records(_ query: RecordQuery, through end: Int64? = nil) -> SQL {
    let columns = EventField.allCases.map { "\($0)" as SQL }
    let order: SQL = query.arrangement == .arrival ? "seq" : "timestamp DESC, seq DESC"
    let skipped: SQL = query.offset > 0 ? " OFFSET \(.integer(Int64(query.offset)))" : ""
    let bound: [SQL] = end.map { ["seq <= \(.integer($0))"] } ?? []
    return """
      SELECT seq, \(columns, separator: ", ") FROM request\(whereClause(page(query) + bound)) \
      ORDER BY \(order) LIMIT \(.integer(Int64(query.limit) + 1))\(skipped)
      """
  }

  /// The sequence of the last row that `records` gives for a page in the order of arrival; NULL if there is none. Sorting the one column
  /// and then reading the page is many times faster than sorting whole rows.
  package func pageEnd(_ query: RecordQuery) -> SQL {
    let limit = SQL.Bind.integer(Int64(query.limit + query.offset) + 1)
    return "SELECT max(seq) FROM (SELECT seq FROM request\(whereClause(page(query))) ORDER BY seq LIMIT \(limit))"
  }

  private func page(_ query: RecordQuery) -> [SQL] {
    conditions(query.scope, query.interval, query.filter) + (query.after.map { [isBehind($0, query.arrangement)] } ?? [])
  }

  /// What `columns` say of all records that the query is about, whatever its page and order.
  package func selection(_ columns: [SQL], of query: RecordQuery) -> SQL {
    "SELECT \(columns, separator: ", ") FROM request\(whereClause(conditions(query.scope, query.interval, query.filter)))"
  }

  private func isBehind(_ cursor: RecordQuery.Cursor, _ arrangement: RecordQuery.Arrangement) -> SQL {
    let (time, sequence) = (SQL.Bind.timestamp(cursor.timestamp), SQL.Bind.integer(Int64(clamping: cursor.sequence)))
    return switch arrangement {
    case .newestFirst: "timestamp <= \(time) AND (timestamp < \(time) OR seq < \(sequence))"
    case .arrival: "seq > \(sequence)"
    }
  }

  private func table(_ record: Record) -> SQL {
    switch record {
    case .request: requests
    }
  }

  /// What `countedRequests` has, narrowed down to what a plan is about.
  /// - Parameter isEver: whatever the plan's interval.
  package func records(of plan: Plan, besides part: SQL, isEver: Bool = false) -> SQL {
    let parts = [part] + conditions(plan.scope, isEver ? .always : plan.interval, plan.filter)
    return "\(countedRequests)\(whereClause(parts))"
  }

  private func condition(_ plan: Plan) -> SQL { whereClause(conditions(plan.scope, plan.interval, plan.filter)) }

  private func whereClause(_ parts: [SQL]) -> SQL { parts.isEmpty ? "" : " WHERE \(parts, separator: " AND ")" }

  /// The project first and time as it is stored, because those two let the engine skip most of a table.
  private func conditions(_ scope: ProjectScope, _ interval: Interval, _ filter: Filter) -> [SQL] {
    var parts: [SQL] = []
    if case .only(let project) = scope { parts.append("project = \(.text(project.text))") }
    if let from = interval.from { parts.append("timestamp >= \(.timestamp(from))") }
    if let to = interval.to { parts.append("timestamp < \(.timestamp(to))") }
    if filter != .all { parts.append(predicate(filter)) }
    return parts
  }

  private func order(_ order: Order, _ plan: Plan) -> SQL? {
    let name: OutputName? =
      switch order.key {
      case .dimension(let dimension): plan.dimensions.firstIndex(of: dimension).map { .key($0) }
      case .metric(let metric): plan.metrics.firstIndex(of: metric).map { .metric($0) }
      }
    return name.map { order.isDescending ? "\(name: $0) DESC NULLS LAST" : "\(name: $0) ASC NULLS LAST" }
  }
}
