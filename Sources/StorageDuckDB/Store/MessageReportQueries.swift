import Semantics
import Storage
import Usage

extension DuckDBStore: MessageReports {
  package func answersByModel(_ range: MessageRange, budget: QueryBudget) async throws(QueryFailure) -> [ModelAnswers] {
    let rows = try await report(
      """
      SELECT model, count(*) AS n, count(DISTINCT user_id), count(DISTINCT chat_id) FROM message
      WHERE \(Self.isAnswer) AND model IS NOT NULL AND \(isIn(range)) GROUP BY model ORDER BY n DESC, model
      """, budget)
    return rows.map { ModelAnswers(model: $0[0].string, count: $0[1].whole, users: $0[2].whole, chats: $0[3].whole) }
  }

  package func answersByUser(
    _ range: MessageRange, order: UserAnswers.Order, limit: Int, budget: QueryBudget
  ) async throws(QueryFailure) -> [UserAnswers] {
    let ranked: SQL = order == .count ? "n DESC, user_id" : "\(Self.total) DESC, n DESC, user_id"
    let rows = try await report(
      """
      SELECT user_id, count(*) AS n, \(Self.input), \(Self.output) FROM message
      WHERE \(Self.isAnswer) AND user_id IS NOT NULL AND \(isIn(range))
      GROUP BY user_id ORDER BY \(ranked) LIMIT \(.integer(Int64(limit)))
      """, budget)
    return rows.map { UserAnswers(user: ID($0[0].string), count: $0[1].whole, tokens: .init(input: $0[2].whole, output: $0[3].whole)) }
  }

  package func answerSummary(_ range: MessageRange, budget: QueryBudget) async throws(QueryFailure) -> AnswerSummary {
    let rows = try await report(
      """
      SELECT count(model), count(DISTINCT chat_id), count(DISTINCT model),
        count(DISTINCT user_id) + CAST(count(*) > count(user_id) AS BIGINT)
      FROM message WHERE \(Self.isAnswer) AND \(isIn(range))
      """, budget)
    guard let row = rows.first else { return AnswerSummary(answers: 0, chats: 0, models: 0, users: 0) }
    return AnswerSummary(answers: row[0].whole, chats: row[1].whole, models: row[2].whole, users: row[3].whole)
  }

  package func answerTokens(_ range: MessageRange, budget: QueryBudget) async throws(QueryFailure) -> [ModelTokens] {
    let rows = try await report(
      """
      SELECT model, count(*), \(Self.input), \(Self.output) FROM message
      WHERE \(Self.isAnswer) AND model IS NOT NULL AND has_usage AND \(isIn(range)) GROUP BY model ORDER BY \(Self.total) DESC, model
      """, budget)
    return rows.map { ModelTokens(model: $0[0].string, count: $0[1].whole, tokens: .init(input: $0[2].whole, output: $0[3].whole)) }
  }

  package func answerBuckets(_ query: AnswerBucketsQuery, budget: QueryBudget) async throws(QueryFailure) -> AnswerSeries {
    let (earliest, latest) = (AnswerBucketsQuery.earliest, query.latest)
    let segments = query.zone.segments(from: earliest, to: latest.adding(microseconds: 1))
    let value: SQL = query.metric == .answers ? "count(*)" : Self.saturated("\(Self.inputSum) + \(Self.outputSum)")
    let sql: SQL = """
      SELECT \(Self.local("t", segments)) // \(number: query.step) * \(number: query.step) AS bucket, model, \(value) FROM (
        SELECT model, input_tokens, output_tokens,
          CASE WHEN shifted BETWEEN \(number: earliest.microseconds) AND \(number: latest.microseconds) THEN shifted
            ELSE \(number: query.now.microseconds) END AS t
        FROM (SELECT model, input_tokens, output_tokens, \(Self.shifted(query.shift)) AS shifted
          FROM message WHERE \(Self.isAnswer) AND model IS NOT NULL AND \(isIn(query.range))))
      GROUP BY bucket, model ORDER BY bucket, model
      """
    return try await read(budget) { connection in
      var buckets: [AnswerBucket] = [], names = RepeatedNames()
      let rows = try connection.query(sql.text, sql.binds.map(Value.init))
      while let chunk = try rows.next() {
        let (local, model, value) = (chunk.columns[0], chunk.columns[1], chunk.columns[2])
        for row in 0..<chunk.count {
          // None of them is NULL.
          let place = try model.bytes(row) { names.place(of: $0) } ?? 0
          buckets.append(AnswerBucket(local: try local.int64(row) ?? 0, model: place, value: try value.int64(row) ?? 0))
        }
      }
      return AnswerSeries(models: names.texts, buckets)
    }
  }

  private static func shifted(_ shift: Int64) -> SQL {
    shift == 0
      ? "epoch_us(created_at)"
      : "epoch_us(created_at) + CASE WHEN in_milliseconds THEN \(number: shift * 1000) ELSE \(number: shift * 1_000_000) END"
  }

  package func votes(_ query: VotesQuery, budget: QueryBudget) async throws(QueryFailure) -> [DayVotes] {
    let day = CivilDate.microsecondsPerDay
    // Integer division cuts towards zero, so days before 1970 are counted from long before.
    let past: Int64 = 4_000_000
    let local = Self.local("epoch_us(created_at)", query.zone.segments(from: query.from, to: query.to))
    let rows = try await report(
      """
      SELECT (\(local) + \(number: past * day)) // \(number: day) - \(number: past) AS day, count(*) FILTER (WHERE rating = '1'),
        count(*) FILTER (WHERE rating = '-1')
      FROM feedback WHERE model = \(.text(query.model)) AND rating IN ('1', '-1')
        AND \(created(ActivityStretch(query.scope, Interval(from: query.from, to: query.to))))
      GROUP BY day ORDER BY day
      """, budget)
    return rows.map { DayVotes(date: CivilDate(daysSinceEpoch: $0[0].whole), won: $0[1].whole, lost: $0[2].whole) }
  }

  private static let isAnswer: SQL = "role = 'assistant'"

  private static let inputSum: SQL = "coalesce(sum(input_tokens), 0)"
  private static let outputSum: SQL = "coalesce(sum(output_tokens), 0)"
  private static let input = saturated(inputSum)
  private static let output = saturated(outputSum)
  private static let total = saturated("CAST(\(input) AS HUGEINT) + \(output)")

  private static func saturated(_ sum: SQL) -> SQL {
    "CAST(greatest(least(\(sum), 9223372036854775807), -9223372036854775808) AS BIGINT)"
  }

  /// What the wall clock reads at an instant in microseconds.
  private static func local(_ instant: SQL, _ segments: [OffsetSegment]) -> SQL {
    guard let last = segments.last else { return instant }
    guard segments.count > 1 else { return "(\(instant) + \(number: last.offset))" }
    let cases = segments.dropLast().map { SQL("WHEN \(instant) < \(number: $0.to.microseconds) THEN \(number: $0.offset)") }
    return "(\(instant) + CASE \(cases, separator: " ") ELSE \(number: last.offset) END)"
  }
}

extension DuckDBStore {
  /// The messages of a range.
  func isIn(_ range: MessageRange) -> SQL {
    var parts = [isIn(range.scope)]
    if range.first != nil || range.last != nil {
      parts.append(
        "(NOT in_milliseconds AND \(Self.created(range, unit: 1_000_000)) OR in_milliseconds AND \(Self.created(range, unit: 1000)))")
    }
    if let group = range.group { parts.append("(project, user_id) IN (\(Self.members(of: group)))") }
    return "\(parts, separator: " AND ")"
  }

  private static func created(_ range: MessageRange, unit: Int64) -> SQL {
    var parts: [SQL] = []
    if let first = range.first { parts.append("created_at >= \(.timestamp(instant(first, unit)))") }
    if let last = range.last { parts.append("created_at < \(.timestamp(instant(last.addingSaturated(1), unit)))") }
    return "\(parts, separator: " AND ")"
  }

  /// Within what the engine's timestamps can hold, which is more than records have.
  private static func instant(_ number: Int64, _ unit: Int64) -> Timestamp {
    let bound: Int64 = 9_000_000_000_000_000_000
    return Timestamp(microseconds: min(max(number, -bound / unit), bound / unit) * unit)
  }

  /// UNION leaves out what was found already, so groups that contain each other end.
  private static func members(of group: ID<GroupRecord.Name>) -> SQL {
    """
    WITH RECURSIVE family(project, id) AS (
      SELECT project, id FROM user_group WHERE id = \(.text(group.text))
      UNION SELECT g.project, g.id FROM user_group AS g JOIN family AS f ON g.project = f.project AND g.parent_id = f.id)
    SELECT g.project, unnest(from_json(g.members, '["VARCHAR"]'))
    FROM user_group AS g JOIN family AS f ON g.project = f.project AND g.id = f.id
    """
  }
}
