import Backup
import Semantics
import Usage

extension DuckDBStore: SnapshotSource {
  /// How long a snapshot may take at most.
  private static let patience = Duration.seconds(6 * 3600)

  static var engine: String { "duckdb \(Database.engineVersion)" }

  /// All of it is read in one transaction. Files wait, without names, for whoever reads the stream: a slow reader costs room in the
  /// temporary folder, and never holds the transaction open.
  package func snapshot(known: KnownParts) async throws -> AsyncThrowingStream<SnapshotItem, any Error> {
    guard let exportFolder else { throw BackupFailure.unusable(path: path, reason: "there is no folder to export to") }
    return AsyncThrowingStream { continuation in
      let reading = Task {
        do {
          try await readers.read(timeout: Self.patience) { connection in
            try connection.transaction {
              try Snapshot(connection: connection, folder: exportFolder, known: known).write { continuation.yield($0) }
            }
          }
          continuation.finish()
        } catch { continuation.finish(throwing: error) }
      }
      continuation.onTermination = { _ in reading.cancel() }
    }
  }
}

private struct Snapshot {
  let connection: Connection
  let folder: String
  let known: KnownParts

  func write(_ give: (SnapshotItem) -> Void) throws {
    give(.head(try head()))
    for table in try StoredTable.all(on: connection) {
      for range in try table.ranges(on: connection) { give(try part(table, range)) }
    }
  }

  private func head() throws -> SnapshotHead {
    let row = try connection.query("SELECT (SELECT max(number) FROM schema_migration), (SELECT max(stored_sequence) FROM journal)").all()[0]
    guard case .int64(let schema) = row[0], case .int64(let sequence) = row[1] else {
      throw DuckDBFailure(.other, "the store has no schema")
    }
    return SnapshotHead(
      weir: "", engine: DuckDBStore.engine, schema: schema, sequence: UInt64(sequence), createdAt: TimeSource.system.now().description)
  }

  private func part(_ table: StoredTable, _ range: ClosedRange<Int64>?) throws -> SnapshotItem {
    let content = PartContent(
      table: table.name, range: range, columns: table.columns.map(\.name), totals: try table.totals(of: range, on: connection))
    if known.engine == DuckDBStore.engine, known.parts.contains(content) { return .unchanged(content) }
    let path = folder + "/\(UInt64.random(in: .min ... .max))\(UInt64.random(in: .min ... .max)).parquet"
    try table.copy(range, to: path, on: connection)
    guard let file = ExportedFile(taking: path) else { throw DuckDBFailure(.other, "the exported file cannot be read") }
    return .part(content, file)
  }
}
