import Accounts
import Jobs
import Storage
import Usage

/// The statements of retention. All numbers in them are the program's own.
struct RetentionTables {
  let search: RetentionSearch

  static let cutoffs = "retention_cutoff"
  static let expired = "retention_expired"
  private static let tally = "retention_tally"

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
      SELECT t.\(key) AS key, t.project AS project, t.user_id AS user_id, t.\(time) AS moment, 
        (row_number() OVER (ORDER BY t.\(key), t.project) - 1) // \(search.batch) AS part,
        CASE WHEN c.project IS NULL THEN \(search.others.days) ELSE c.days END AS days,
        CASE WHEN c.project IS NULL THEN \(others) ELSE c.cutoff END AS cutoff
      FROM \(table) t LEFT JOIN \(Self.cutoffs) c ON c.project = t.project AND c.user_id = t.user_id
      WHERE t.\(time) < \(Self.literal(search.latest)) AND \(isFull)
        AND t.\(time) < CASE WHEN c.project IS NULL THEN \(others) ELSE c.cutoff END\(exception)
      """
  }

  /// A sum has no ids: invented usage in it could not be taken away again. What belongs to it is nobody's to be kept or not, and the audit
  /// log is not to tell of people who do not exist.
  private var exception: String {
    guard search.kind != .requests else {
      return " AND NOT (t.source = '\(DemoMark.source)' AND starts_with(t.id, '\(DemoMark.idPrefix)'))"
    }
    return " AND NOT EXISTS (SELECT 1 FROM demo_record d WHERE d.kind = '\(table)' AND d.project = t.project AND d.id = t.id)"
  }

  var count: String {
    "SELECT count(*), count(DISTINCT (project, user_id)), epoch_us(min(moment)), epoch_us(max(moment)) FROM \(Self.expired)"
  }

  /// Neighbours in the table go together: a part of requests reads no more of it than where they lie.
  private func chosen(_ part: Int) -> String { "FROM \(Self.expired) WHERE part = \(part)" }

  func purge(_ part: Int, on connection: Connection) throws -> Int {
    let chosen = chosen(part)
    guard search.kind != .requests else {
      let bounds = try connection.query("SELECT min(key), max(key) \(chosen)").all()
      let (first, last) = (bounds.first?[0].whole ?? 0, bounds.first?[1].whole ?? 0)
      let condition = "seq BETWEEN \(first) AND \(last) AND seq IN (SELECT key \(chosen))"
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

  /// One record for each user and run, however many parts the run has.
  func audit(_ part: Int, on connection: Connection) throws {
    try connection.execute(
      """
      CREATE OR REPLACE TEMP TABLE \(Self.tally) AS
      SELECT project, user_id, count(*) AS records, min(days) AS days, min(cutoff) AS cutoff \(chosen(part)) GROUP BY project, user_id
      """)
    let values: [Value] = [Value(search.now), .text(JobName.retentionCleanup.auditName), .text("retention." + search.kind.rawValue)]
    let isSame = """
      a.changed_at = $1 AND a.who = $2 AND a.what = $3 AND a.subject IS NOT DISTINCT FROM t.user_id
        AND json_extract_string(a.after, '$.project') = t.project
      """
    _ = try connection.query(
      """
      UPDATE audit AS a SET after = \(Self.document(records: "t.records + CAST(json_extract(a.after, '$.records') AS BIGINT)"))
      FROM \(Self.tally) AS t WHERE \(isSame)
      """, values)
    _ = try connection.query(
      """
      INSERT INTO audit (number, changed_at, who, what, subject, before, after)
      SELECT (SELECT coalesce(max(number), 0) FROM audit) + row_number() OVER (ORDER BY project, user_id), $1, $2, $3, user_id, NULL,
        \(Self.document(records: "t.records"))
      FROM \(Self.tally) AS t WHERE NOT EXISTS (SELECT 1 FROM audit AS a WHERE \(isSame)) ORDER BY project, user_id
      """, values)
  }

  private static func document(records: String) -> String {
    """
    json_object('project', t.project, 'records', \(records), 'retention_days', t.days,
      'cutoff', strftime(t.cutoff, '%Y-%m-%dT%H:%M:%S.%fZ'))
    """
  }
}
