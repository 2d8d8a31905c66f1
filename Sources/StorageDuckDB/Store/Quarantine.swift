import Ingest
import Usage

extension DuckDBStore: QuarantineStore {
  private static let columns = "seq, id, received_at, project, source, code, field, message, body"

  package func quarantined(in projects: ProjectScope, before: UInt64?, limit: Int) async throws -> [StoredQuarantine] {
    try await writer.run { connection in
      try Self.events(
        connection.query(
          "SELECT \(Self.columns) FROM quarantine WHERE seq < $1 AND ($2 IS NULL OR project = $2) ORDER BY seq DESC LIMIT $3",
          [.int64(Int64(clamping: before ?? .max)), Self.only(projects), .int64(Int64(limit))]))
    }
  }

  package func quarantined(in projects: ProjectScope, ids: [String]) async throws -> [StoredQuarantine] {
    try await writer.run { connection in
      let statement = try connection.prepare(
        "SELECT \(Self.columns) FROM quarantine WHERE id = $1 AND ($2 IS NULL OR project = $2) ORDER BY seq")
      return try ids.flatMap { try Self.events(statement.run([.text($0), Self.only(projects)])) }
    }
  }

  package func removeQuarantined(ids: [String]) async throws {
    try await writer.run { connection in
      try connection.transaction {
        let statement = try connection.prepare("DELETE FROM quarantine WHERE id = $1")
        for id in ids { _ = try statement.run([.text(id)]) }
      }
    }
  }

  private static func only(_ projects: ProjectScope) -> Value {
    if case .only(let project) = projects { .text(project.text) } else { .null }
  }

  /// Kept at most: the oldest give way, so that a client that sends nonsense for ever cannot fill the disk.
  static let quarantineLimit: Int64 = 100_000

  static func insert(_ events: [QuarantinedEvent], lastSequence: UInt64, on connection: Connection) throws {
    guard !events.isEmpty else { return }
    let appender = try Appender(connection, table: "quarantine")
    // Their own order is kept by counting down from the batch's last sequence.
    var sequence = Int64(lastSequence) - Int64(events.count)
    for event in events {
      sequence += 1
      let cells: [Value] = [
        .int64(sequence), .text(event.id), .timestamp(event.receivedAt.microseconds), .text(event.project.text), .text(event.source),
        .text(event.rejection.code.rawValue), event.rejection.field.map(Value.text) ?? .null, .text(event.rejection.message),
        .text(event.body),
      ]
      for (column, cell) in cells.enumerated() { appender.chunk.set(column, 0, cell) }
      try appender.append(rows: 1)
    }
    try appender.flush()
    _ = try connection.query(
      "DELETE FROM quarantine WHERE seq <= (SELECT seq FROM quarantine ORDER BY seq DESC LIMIT 1 OFFSET $1)", [.int64(quarantineLimit)])
  }

  private static func events(_ rows: Rows) throws -> [StoredQuarantine] {
    try rows.all().compactMap { row in
      guard case .int64(let sequence) = row[0], case .timestamp(let received) = row[2] else { return nil }
      let rejection = Rejection(Rejection.Code(rawValue: row[5].text ?? "") ?? .invalid, field: row[6].text, row[7].text ?? "")
      return StoredQuarantine(
        sequence: UInt64(sequence),
        event: QuarantinedEvent(
          id: row[1].text ?? "", receivedAt: Timestamp(microseconds: received), project: ID(row[3].text ?? ""), source: row[4].text ?? "",
          rejection: rejection, body: row[8].text ?? ""))
    }
  }
}

extension Value {
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var instant: Timestamp? { if case .timestamp(let value) = self { Timestamp(microseconds: value) } else { nil } }
}
