import Accounts
import Usage

extension DuckDBStore: AuditLog {
  package func append(_ records: [AuditRecord]) async throws {
    guard !records.isEmpty else { return }
    try await writer.run { connection in try connection.transaction { try Self.append(records, on: connection) } }
  }

  /// Within the transaction of the change itself.
  static func append(_ records: [AuditRecord], on connection: Connection) throws {
    guard !records.isEmpty else { return }
    let statement = try connection.prepare(
      """
      INSERT INTO audit (number, changed_at, who, what, subject, before, after)
      SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6 FROM audit
      """)
    for record in records {
      _ = try statement.run([
        .timestamp(record.at.microseconds), .text(record.who), .text(record.what), Value(record.subject), Value(record.before),
        Value(record.after),
      ])
    }
  }

  package func audit(_ query: AuditQuery) async throws -> AuditPage {
    let values: [Value] = [
      Value(query.who), Value(query.what), Value(query.subject), query.from.map { .timestamp($0.microseconds) } ?? .null,
      query.to.map { .timestamp($0.microseconds) } ?? .null, query.before.map { .int64($0) } ?? .null, .int64(Int64(query.limit) + 1),
    ]
    return try await writer.run { connection in
      let rows = try connection.query(
        """
        SELECT number, changed_at, who, what, subject, before, after FROM audit
        WHERE ($1::VARCHAR IS NULL OR who = $1) AND ($2::VARCHAR IS NULL OR what = $2 OR starts_with(what, $2 || '.'))
          AND ($3::VARCHAR IS NULL OR subject = $3) AND ($4::TIMESTAMP IS NULL OR changed_at >= $4) AND ($5::TIMESTAMP IS NULL OR changed_at < $5)
          AND ($6::BIGINT IS NULL OR number < $6)
        ORDER BY number DESC LIMIT $7
        """, values)
      return AuditPage(try rows.all().compactMap(Self.entry), limit: query.limit)
    }
  }

  private static func entry(_ row: [Value]) -> AuditPage.Entry? {
    guard case .int64(let number) = row[0], let at = row[1].instant, let who = row[2].text, let what = row[3].text else { return nil }
    return AuditPage.Entry(
      number: number,
      record: AuditRecord(at: at, who: who, what: what, subject: row[4].text, before: row[5].text, after: row[6].text))
  }
}

extension Value {
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  init(_ instant: Timestamp?) { self = instant.map { .timestamp($0.microseconds) } ?? .null }
}
