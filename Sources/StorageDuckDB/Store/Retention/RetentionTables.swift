import Accounts
import Jobs
import Storage
import Usage

/// The statements of retention. All numbers in them are the program's own.
struct RetentionTables {
  let search: RetentionSearch

  static let cutoffs = "retention_cutoff"
  static let expired = "retention_expired"

  private var table: String {
    switch search.kind {
    case .requests: "request"
    case .messages: MessageRecord.table
    case .executions: ExecutionRecord.table
    case .feedback: FeedbackRecord.table
    case .chats: ChatRecord.table
    }
  }

  private var time: String { search.kind == .requests ? "timestamp" : "created_at" }
  private var key: String { search.kind == .requests ? "seq" : "id" }

  /// What people and models wrote. Errors of executions are told apart by their category, which stays.
  private var written: [String] {
    switch search.kind {
    case .requests: []
    case .messages: MessageRecord.fields.filter(\.isContent).map(\.name)
    case .executions: ExecutionRecord.fields.filter(\.isContent).map(\.name)
    case .feedback: ["comment"]
    case .chats: ["title"]
    }
  }

  private var columns: [String] { Array(Set(written)).sorted() }

  var makeCutoffs: String {
    "CREATE OR REPLACE TEMP TABLE \(Self.cutoffs) (project VARCHAR, user_id VARCHAR, days BIGINT, cutoff TIMESTAMP)"
  }

  private static func literal(_ instant: Timestamp?) -> String {
    instant.map { "make_timestamp(\($0.microseconds))" } ?? "CAST(NULL AS TIMESTAMP)"
  }

  var find: String {
    let others = Self.literal(search.others.instant)
    let isFull = columns.isEmpty ? "TRUE" : "(" + columns.map { "t.\"\($0)\" IS NOT NULL" }.joined(separator: " OR ") + ")"
    return """
      CREATE OR REPLACE TEMP TABLE \(Self.expired) AS
      SELECT t.\(key) AS key, t.project AS project, t.user_id AS user_id, t.\(time) AS moment, hash(t.project, t.user_id) AS place,
        CASE WHEN c.project IS NULL THEN \(search.others.days) ELSE c.days END AS days,
        CASE WHEN c.project IS NULL THEN \(others) ELSE c.cutoff END AS cutoff
      FROM \(table) t LEFT JOIN \(Self.cutoffs) c ON c.project = t.project AND c.user_id = t.user_id
      WHERE t.\(time) < \(Self.literal(search.latest)) AND \(isFull)
        AND t.\(time) < CASE WHEN c.project IS NULL THEN \(others) ELSE c.cutoff END\(exception)
      """
  }

  /// A sum has no ids: invented usage in it could not be taken away again.
  private var exception: String {
    search.kind == .requests ? " AND NOT (t.source = '\(DemoMark.source)' AND starts_with(t.id, '\(DemoMark.idPrefix)'))" : ""
  }

  var count: String { "SELECT count(*), count(DISTINCT place), epoch_us(min(moment)), epoch_us(max(moment)) FROM \(Self.expired)" }

  private func chosen(_ part: Int, _ parts: Int) -> String { "FROM \(Self.expired) WHERE place % \(parts) = \(part)" }

  func purge(_ part: Int, of parts: Int, on connection: Connection) throws -> Int {
    let chosen = chosen(part, parts)
    guard search.kind != .requests else {
      let condition = "seq IN (SELECT key \(chosen))"
      // The condition stands for itself in the statement, because it has no values.
      let rollUp = DuckDBStore.compiler.rollUp(where: "TRUE").text.replacing(" WHERE TRUE ", with: " WHERE \(condition) ")
      try connection.execute(rollUp)
      return try connection.query("DELETE FROM request WHERE \(condition)").changedCount
    }
    let changes = columns.map { "\"\($0)\" = NULL" }.joined(separator: ", ")
    return try connection.query(
      "UPDATE \(table) SET \(changes) WHERE (project, id) IN (SELECT (project, key) \(chosen))"
    ).changedCount
  }

  func audit(_ part: Int, of parts: Int, on connection: Connection) throws {
    _ = try connection.query(
      """
      INSERT INTO audit (number, changed_at, who, what, subject, before, after)
      SELECT (SELECT coalesce(max(number), 0) FROM audit) + row_number() OVER (ORDER BY project, user_id), $1, $2, $3, user_id, NULL, json_object('project', project, 'records', count(*), 'retention_days', min(days),
        'cutoff', strftime(min(cutoff), '%Y-%m-%dT%H:%M:%S.%fZ'))
      \(chosen(part, parts)) GROUP BY project, user_id ORDER BY project, user_id
      """,
      [Value(search.now), .text(JobName.retentionCleanup.auditName), .text("retention." + search.kind.rawValue)])
  }
}
