import Accounts

extension DuckDBStore {
  /// This installation's own prices, as the JSON documents they were given in.
  package func priceOverrides() async throws -> [String] {
    try await writer.run { connection in
      try connection.query("SELECT document FROM price_override ORDER BY position").all().compactMap(\.first?.text)
    }
  }

  package func replacePriceOverrides(_ documents: [String], audit: AuditRecord? = nil) async throws {
    try await writer.run { connection in try Self.replaceOverrides(documents, audit, on: connection) }
  }

  /// Deciding, writing and `committed` follow each other without another writer between them.
  /// - Parameter decide: the new ones; nil: they stay.
  package func changePriceOverrides(
    _ decide: @Sendable () throws -> (documents: [String], audit: AuditRecord)?, committed: @Sendable () -> Void
  ) async throws {
    try await writer.run { connection in
      guard let (documents, audit) = try decide() else { return }
      try Self.replaceOverrides(documents, audit, on: connection)
      committed()
    }
  }

  private static func replaceOverrides(_ documents: [String], _ audit: AuditRecord?, on connection: Connection) throws {
    try connection.transaction {
      try connection.execute("DELETE FROM price_override")
      let statement = try connection.prepare("INSERT INTO price_override VALUES ($1, $2)")
      for (position, document) in documents.enumerated() { _ = try statement.run([.int64(Int64(position)), .text(document)]) }
      try append(audit.map { [$0] } ?? [], on: connection)
    }
  }
}
