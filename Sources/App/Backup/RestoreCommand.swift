import Backup
import Foundation
import Ingest
import Logging
import StorageDuckDB

/// `weir restore`: makes a data directory from a backup. The database gets its name only when all of it is there and adds up.
package struct RestoreCommand: Sendable {
  private let folder: BackupFolder
  private let configuration: Configuration

  /// What an interrupted restore leaves, and what is made anew at each start.
  private static let replaceable: Set<String> = ["lock", "tmp", unfinishedName, unfinishedName + ".wal"]
  private static let unfinishedName = DataDirectory.databaseName + ".restoring"

  package init(_ path: String, _ configuration: Configuration) {
    folder = BackupFolder(path: (try? FileManager.default.canonicalPath(path)) ?? path)
    self.configuration = configuration
  }

  /// - Parameter progress: told lines for a terminal.
  /// - Throws: `BackupFailure`, before anything is touched where the backup or the target is not fit.
  package func run(progress: (String) -> Void) async throws -> String {
    let began = ContinuousClock.now
    try demandEmpty()
    let restoration = try Restoration(of: folder, newestSchema: DuckDBRestore.newestSchema) {
      progress("checked \($0 / 1_000_000) MB")
    }
    let directory = try DataDirectory(path: configuration.data)
    // Another process may have been here in between.
    try demandEmpty()
    try await load(restoration, into: directory, progress)
    progress("indexing the events' identities")
    try await index(directory)
    let seconds = ((ContinuousClock.now - began).inSeconds * 10).rounded() / 10
    return BackupTable.text(restoration.manifest) + "\nrestored to \(configuration.data) in \(seconds) s; all totals are equal"
  }

  private func demandEmpty() throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: configuration.data)) ?? []
    if let other = names.filter({ !Self.replaceable.contains($0) }).min() {
      throw BackupFailure.occupied(path: configuration.data, by: other)
    }
  }

  private func load(_ restoration: Restoration, into directory: DataDirectory, _ progress: (String) -> Void) async throws {
    let unfinished = directory.path + "/" + Self.unfinishedName
    for file in [unfinished, unfinished + ".wal"] { unlink(file) }
    var settings = Installation.settings(configuration, directory).engine
    settings.openDirectories.append(folder.path)
    let target = try await makeTarget(unfinished, settings)
    do {
      try await restoration.run(into: target) { progress("\($0) of \(restoration.manifest.rows) rows loaded") }
    } catch {
      for file in [unfinished, unfinished + ".wal"] { unlink(file) }
      throw error
    }
    guard rename(unfinished, directory.database) == 0 else {
      throw BackupFailure.unusable(path: directory.path, reason: String(cString: strerror(errno)))
    }
  }

  /// Opening a database blocks.
  private func makeTarget(_ path: String, _ settings: DatabaseSettings) async throws -> DuckDBRestore {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try DuckDBRestore(path: path, settings: settings) }) }
    }
  }

  /// A start would do it too; so the first one is not slow, and it is known that the store opens.
  private func index(_ directory: DataDirectory) async throws {
    let store = try await DuckDBStore.open(path: directory.database, settings: Installation.settings(configuration, directory))
    do {
      let writer = try await EventWriter.open(directory: directory.path, sink: store)
      _ = await writer.shutdown(deadline: .seconds(600))
    } catch {
      await store.close()
      throw error
    }
    await store.close()
  }
}

extension FileManager {
  /// Without links on the way: the engine compares paths letter by letter.
  func canonicalPath(_ path: String) throws -> String {
    guard let resolved = realpath(path, nil) else { throw POSIXError(.init(rawValue: errno) ?? .ENOENT) }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
