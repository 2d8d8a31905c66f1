import Backup
import Foundation
import StorageDuckDB

/// Adds up the files of a backup as a restore would, in memory, and compares with what its manifest says.
struct BackupSums: Sendable {
  /// Whether the backup has the tables that its schema has.
  let tables: StoreFinding
  private let folder: BackupFolder
  private let engine: String
  private let reader: DuckDBRestore

  /// - Throws: `BackupFailure` where the schema is a later one.
  init(of manifest: BackupManifest, in folder: BackupFolder) async throws {
    guard manifest.head.schema <= DuckDBRestore.newestSchema else {
      throw BackupFailure.newerSchema(found: manifest.head.schema, known: DuckDBRestore.newestSchema)
    }
    var settings = DatabaseSettings()
    settings.threads = ProcessInfo.processInfo.activeProcessorCount
    settings.openDirectories = [folder.path]
    let reader = try DuckDBRestore(path: nil, settings: settings)
    (self.folder, self.reader, engine) = (folder, reader, manifest.head.engine)
    do {
      try await reader.prepare(schema: manifest.head.schema, for: manifest.parts.map(\.content))
      tables = StoreFinding("tables of schema \(manifest.head.schema)", passed: true, "all are there")
    } catch { tables = StoreFinding("tables of schema \(manifest.head.schema)", passed: false, "\(error)") }
  }

  /// - Throws: `BackupFailure.differentTotals`
  func check(_ part: BackupPart) async throws {
    let totals = try await reader.totals(of: part.content, in: folder.path(of: part))
    guard totals.agrees(with: part.content.totals, bySameEngine: reader.engine == engine) else {
      throw BackupFailure.differentTotals(part.content.name)
    }
  }

  func close() async { await reader.abandon() }
}
