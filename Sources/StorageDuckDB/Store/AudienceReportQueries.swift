import Semantics
import Storage
import Usage

extension DuckDBStore: AudienceReports {
  package func newUsers(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> [Timestamp: Int64] {
    guard let bucketing = plan.bucketing, let from = plan.interval.from, let to = plan.interval.to else { return [:] }
    let rows = try await reading(.always) { compiler throws(QueryFailure) in
      try await report(
        """
        SELECT \(compiler.bucket(bucketing)) AS bucket, count(*)
        FROM (SELECT min(timestamp) AS timestamp FROM \(compiler.records(of: plan, besides: "user_id IS NOT NULL", isEver: true))
          GROUP BY user_id)
        WHERE timestamp >= \(.timestamp(from)) AND timestamp < \(.timestamp(to)) GROUP BY bucket
        """, budget)
    }
    return Dictionary(rows.map { (bucketing.bucket(number: $0[0].whole), $0[1].whole) }, uniquingKeysWith: +)
  }

  package func sessions(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> ChatStatistics {
    try await requestStatistics(plan.interval, budget) { $0.records(of: plan, besides: "chat_id IS NOT NULL") }
  }

  package func ratings(
    _ query: ActivityQuery<FeedbackRecord>, by granularity: Granularity, in zone: Zone, budget: QueryBudget
  ) async throws(QueryFailure) -> [RatingCount] {
    let table = ActivityTable<FeedbackRecord>()
    let extent = table.selection("epoch_us(min(created_at)), epoch_us(max(created_at)), count(*)", of: query)
    let found = table.selection("created_at AS timestamp, model, rating", of: query)
    let counts = try await read(budget) { connection -> [RatingCount] in
      guard let row = try connection.query(extent.text, extent.values).all().first, row[2].whole > 0 else { return [] }
      let bucketing = Self.bucketing(granularity, zone, row)
      let bucket = bucketing.map { Self.compiler.bucket($0).text } ?? "NULL"
      let statement = """
        SELECT CASE WHEN timestamp IS NOT NULL THEN \(bucket) END AS bucket, model, rating, count(*) FROM (\(found.text))
        GROUP BY bucket, model, rating LIMIT \(budget.rows + 1)
        """
      return try connection.query(statement, found.values).all().map { row in
        let start = row[0].number.flatMap { number in bucketing.map { $0.bucket(number: number) } }
        return RatingCount(bucket: start, model: row[1].name, rating: row[2].name, count: row[3].whole)
      }
    }
    guard counts.count <= budget.rows else { throw .tooManyRows(limit: budget.rows) }
    return counts
  }

  private static func bucketing(_ granularity: Granularity, _ zone: Zone, _ extent: [Value]) -> Bucketing? {
    guard let first = extent[0].number, let last = extent[1].number else { return nil }
    let interval = Interval(from: Timestamp(microseconds: first), to: Timestamp(microseconds: last).adding(microseconds: 1))
    return Bucketing(granularity, in: zone, over: interval)
  }
}

extension Value {
  fileprivate var number: Int64? { if case .int64(let number) = self { number } else { nil } }
  fileprivate var name: String? { if case .text(let text) = self { text } else { nil } }
}
