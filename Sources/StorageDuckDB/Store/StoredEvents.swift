import Ingest
import Usage

extension DuckDBStore: EventSink {
  package func storedSequence() async throws -> UInt64 {
    try await writer.run { connection in
      let rows = try connection.query("SELECT stored_sequence FROM journal").all()
      guard case .int64(let sequence)? = rows.first?.first else { return 0 }
      return UInt64(sequence)
    }
  }

  package func store(_ batch: SinkBatch) async throws {
    try await writer.run { connection in
      try connection.transaction {
        try RequestAppender(connection).append(batch.slices)
        try Self.insert(batch.quarantined, lastSequence: batch.lastSequence, on: connection)
        _ = try connection.query("UPDATE journal SET stored_sequence = $1", [.int64(Int64(batch.lastSequence))])
      }
    }
  }

  package func identities(after sequence: UInt64, _ body: @Sendable ([EventIdentity]) -> Void) async throws {
    try await writer.run { connection in
      let rows = try connection.query(
        "SELECT project, id FROM request WHERE seq > $1", [.int64(Int64(sequence))], streaming: true)
      while let chunk = try rows.next() {
        body(
          try (0..<chunk.count).map { row in
            EventIdentity(project: try chunk.columns[0].text(row) ?? "", id: try chunk.columns[1].text(row) ?? "")
          })
      }
    }
  }

  /// Takes away the events of one source whose ids begin so, as `weir demo --remove` does. Returns how many there were.
  package func removeEvents(source: String, idPrefix: String = "") async throws -> Int {
    try await takeEvents(source: source, idPrefix: idPrefix).count
  }

  /// The same; returns which they were.
  package func takeEvents(source: String, idPrefix: String) async throws -> [EventIdentity] {
    try await writer.run { connection in
      var removed: [EventIdentity] = []
      try connection.query(
        "DELETE FROM request WHERE source = $1 AND starts_with(id, $2) RETURNING project, id", [.text(source), .text(idPrefix)]
      ).forEach { chunk, row in
        removed.append(EventIdentity(project: try chunk.columns[0].text(row) ?? "", id: try chunk.columns[1].text(row) ?? ""))
      }
      return removed
    }
  }
}
