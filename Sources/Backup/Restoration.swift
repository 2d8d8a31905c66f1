/// Puts a backup into an empty store. Everything that can be known beforehand is checked before the store is touched.
package struct Restoration: Sendable {
  package let manifest: BackupManifest
  private let folder: BackupFolder

  /// Reads every file of the backup.
  /// - Parameter progress: told the bytes that were read so far.
  /// - Throws: `BackupFailure`
  package init(of folder: BackupFolder, newestSchema: Int64, progress: (Int) -> Void = { _ in }) throws {
    manifest = try folder.manifest()
    guard manifest.head.schema <= newestSchema else {
      throw BackupFailure.newerSchema(found: manifest.head.schema, known: newestSchema)
    }
    try folder.check(manifest, progress: progress)
    self.folder = folder
  }

  /// - Parameter progress: told the rows that were loaded so far.
  /// - Throws: `BackupFailure.differentTotals` where what arrived is not what was backed up.
  package func run(into target: some RestoreTarget, progress: (Int64) -> Void = { _ in }) async throws {
    do {
      try await target.prepare(schema: manifest.head.schema, for: manifest.parts.map(\.content))
      var rows: Int64 = 0
      for part in manifest.parts {
        let totals = try await target.load(part.content, from: folder.path(of: part))
        guard totals.agrees(with: part.content.totals, bySameEngine: target.engine == manifest.head.engine) else {
          throw BackupFailure.differentTotals(part.content.name)
        }
        rows += totals.rows
        progress(rows)
      }
    } catch {
      await target.abandon()
      throw error
    }
    try await target.finish()
  }
}
