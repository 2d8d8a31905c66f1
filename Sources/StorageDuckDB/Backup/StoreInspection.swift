import Backup
import Semantics

extension DuckDBStore: StoreInspector {
  private static let patience = Duration.seconds(6 * 3600)

  /// In one transaction, so that what is recorded meanwhile makes no difference.
  package func inspect() -> AsyncStream<StoreFinding> {
    AsyncStream { continuation in
      let reading = Task {
        do {
          try await readers.read(timeout: Self.patience) { connection in
            try connection.transaction {
              for table in try StoredTable.all(on: connection) { continuation.yield(Self.reading(table, connection)) }
              for rule in StoreRule.all { continuation.yield(rule.finding(on: connection)) }
            }
          }
        } catch { continuation.yield(StoreFinding("the store", passed: false, String(describing: error))) }
        continuation.finish()
      }
      continuation.onTermination = { _ in reading.cancel() }
    }
  }

  /// Reading all of it makes the engine check its own checksums of what is not in memory yet.
  private static func reading(_ table: StoredTable, _ connection: Connection) -> StoreFinding {
    let check = "table \(table.name) can be read"
    do {
      return StoreFinding(check, passed: true, "\(try table.totals(of: nil, on: connection).rows) rows")
    } catch { return StoreFinding(check, passed: false, String(describing: error)) }
  }
}

/// What always holds in a sound store: a statement that counts what breaks it.
struct StoreRule: Sendable {
  let name: String
  let violations: String

  static let all: [StoreRule] = [
    StoreRule(
      name: "no event is stored twice",
      violations: "SELECT count(*) - count(DISTINCT hash(project, id)) FROM request"),
    StoreRule(name: "no sequence is used twice", violations: "SELECT count(*) - count(DISTINCT seq) FROM request"),
    StoreRule(
      name: "what is stored is known to be stored",
      violations: "SELECT count(*) FROM request WHERE seq < 1 OR seq > (SELECT max(stored_sequence) FROM journal)"),
    StoreRule(name: "the journal's mark is one row", violations: "SELECT abs(count(*) - 1) FROM journal"),
    StoreRule(
      name: "nothing counted is negative",
      violations: "SELECT count(*) FROM request WHERE least(\(counted.joined(separator: ", "))) < 0"),
    StoreRule(
      name: "a cost and its source agree",
      violations: "SELECT count(*) FROM request WHERE (cost_nano IS NULL) <> (cost_source = 'none')"),
    partition("models", by: "model"), partition("users", by: "user_id"), partition("projects", by: "project"),
    partition("days", by: "date_trunc('day', timestamp)"),
  ]

  func finding(on connection: Connection) -> StoreFinding {
    do {
      guard case .int64(let count)? = try connection.query(violations).all().first?.first else {
        return StoreFinding(name, passed: false, "the engine gives no count")
      }
      return StoreFinding(name, passed: count == 0, count == 0 ? "" : "broken \(count) times")
    } catch { return StoreFinding(name, passed: false, String(describing: error)) }
  }

  private static let counted = [
    "input_tokens", "cache_read_tokens", "cache_write_tokens", "cache_write_1h_tokens", "audio_input_tokens", "image_input_tokens",
    "output_tokens", "reasoning_tokens", "audio_output_tokens", "image_output_tokens", "total_tokens", "images", "characters", "audio_us",
    "web_searches", "cost_nano", "duration_us", "ttft_us",
  ]

  /// The parts of a whole add up to it.
  private static func partition(_ parts: String, by key: String) -> StoreRule {
    let sums = "count(*) AS a, coalesce(sum(total_tokens), 0) AS b, coalesce(sum(cost_nano), 0) AS c"
    return StoreRule(
      name: "the \(parts) add up to the whole",
      violations: """
        SELECT CAST((SELECT (sum(a), sum(b), sum(c)) FROM (SELECT \(sums) FROM request GROUP BY \(key)))
          IS DISTINCT FROM (SELECT (CASE WHEN a > 0 THEN a END, CASE WHEN a > 0 THEN b END, CASE WHEN a > 0 THEN c END)
            FROM (SELECT \(sums) FROM request)) AS BIGINT)
        """)
  }
}
