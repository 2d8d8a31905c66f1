import Semantics
import Storage
import Usage

extension DuckDBStore: ChatReports {
  package func chatDays(
    _ days: CalendarDays, activeSince: Timestamp, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> ChatDays {
    let rows = try await report(
      """
      SELECT \(day(of: "epoch_us(earliest)", in: days)) AS day, count(*), count(*) FILTER (WHERE latest >= \(.timestamp(activeSince)))
      FROM (SELECT chat, min(heard_at) AS earliest, max(heard_at) AS latest FROM (\(chatSigns(scope))) GROUP BY chat) GROUP BY day
      """, budget)
    return ChatDays(created: DayCounts(rows), active: rows.reduce(0) { $0 + $1[2].whole })
  }

  package func activeChats(since: Timestamp, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> Int64 {
    let rows = try await report("SELECT count(DISTINCT chat) FROM (\(chatSigns(scope))) WHERE heard_at >= \(.timestamp(since))", budget)
    return rows.first?.first?.whole ?? 0
  }

  package func messageDays(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> DayCounts {
    let rows = try await report(
      """
      SELECT \(day(of: "epoch_us(created_at)", in: days)) AS day, count(*) FROM message WHERE \(isIn(scope)) AND \(Self.isSpoken)
      GROUP BY day
      """, budget)
    return DayCounts(rows)
  }

  package func userDays(
    _ days: CalendarDays, scope: ProjectScope, budget: QueryBudget
  ) async throws(QueryFailure) -> [CivilDate: Int64] {
    let rows = try await report(
      """
      SELECT day, count(*) FROM (
        SELECT DISTINCT \(day(of: "epoch_us(heard_at)", in: days)) AS day, person FROM (\(userSigns(scope))) WHERE \(isWithin(days.interval)))
      GROUP BY day
      """, budget)
    return DayCounts(rows).days
  }

  package func activeUsers(_ days: CalendarDays, scope: ProjectScope, budget: QueryBudget) async throws(QueryFailure) -> ActiveUsers {
    let today: SQL = days.lastDay.interval.from.map { "latest >= \(.timestamp($0))" } ?? "true"
    let rows = try await report(
      """
      SELECT count(*), count(*) FILTER (WHERE \(today)) FROM (
        SELECT person, max(heard_at) AS latest FROM (\(userSigns(scope))) WHERE \(isWithin(days.interval)) GROUP BY person)
      """, budget)
    return rows.first.map { ActiveUsers(all: $0[0].whole, onLastDay: $0[1].whole) } ?? ActiveUsers()
  }
}

extension DuckDBStore {
  /// `chat`, `heard_at`: each time that a chat was heard of.
  func chatSigns(_ scope: ProjectScope) -> SQL {
    """
    SELECT chat_id AS chat, timestamp AS heard_at FROM request WHERE chat_id IS NOT NULL AND \(isIn(scope))
    UNION ALL SELECT chat_id, unnest([timestamp, last_timestamp]) FROM request_rollup WHERE chat_id IS NOT NULL AND \(isIn(scope))
    UNION ALL SELECT chat_id, created_at FROM message WHERE \(isIn(scope))
    UNION ALL SELECT id, created_at FROM chat WHERE \(isIn(scope))
    """
  }

  /// `person`, `heard_at`: each time that somebody did something.
  /// - Parameter user: nil: whoever it was.
  func userSigns(_ scope: ProjectScope, of user: ID<User>? = nil) -> SQL {
    let somebody: SQL = "\(isSomebody("user_id", user)) AND \(isIn(scope))"
    return """
      SELECT user_id AS person, timestamp AS heard_at FROM request WHERE \(somebody)
      UNION ALL SELECT user_id, unnest([timestamp, last_timestamp]) FROM request_rollup WHERE \(somebody)
      UNION ALL SELECT user_id, created_at FROM message WHERE \(somebody)
      UNION ALL SELECT user_id, started_at FROM agent_run WHERE \(somebody)
      UNION ALL SELECT user_id, created_at FROM chat WHERE \(somebody)
      """
  }

  /// False where there is none.
  func isSomebody(_ column: SQL, _ user: ID<User>?) -> SQL {
    let known: SQL = "\(column) <> \(.text(ID<User>.anonymous.text))"
    return user.map { "\(known) AND \(column) = \(.text($0.text))" } ?? known
  }

  static var isSpoken: SQL { "role IN (\(MessageRecord.spokenRoles.map { "\(.text($0))" as SQL }, separator: ", "))" }

  private func isWithin(_ interval: Interval) -> SQL {
    var parts: [SQL] = ["heard_at IS NOT NULL"]
    if let from = interval.from { parts.append("heard_at >= \(.timestamp(from))") }
    if let to = interval.to { parts.append("heard_at < \(.timestamp(to))") }
    return "\(parts, separator: " AND ")"
  }

  /// The number of the day of an instant in microseconds; null on no day asked for. As in plans, offsets are numbers here.
  func day(of instant: SQL, in days: CalendarDays) -> SQL {
    let segments = days.segments
    guard let first = segments.first else { return "NULL" }
    let branches = segments.map { segment -> SQL in
      "WHEN \(instant) < \(number: segment.to.microseconds) THEN (\(instant) + \(number: segment.offset)) // 86400000000"
    }
    return "CASE WHEN \(instant) < \(number: first.from.microseconds) THEN NULL \(branches, separator: " ") END"
  }
}

extension DayCounts {
  /// Reads rows of a day's number, or null, and a count.
  init(_ rows: [[Value]]) {
    self.init()
    for row in rows {
      total += row[1].whole
      if case .int64(let number) = row[0] { days[CivilDate(daysSinceEpoch: number)] = row[1].whole }
    }
  }
}
