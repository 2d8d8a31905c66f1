import Foundation
import Synchronization
import Usage

/// The embedded store: one writing connection, several reading ones, each on a thread of its own.
package final class DuckDBStore: Sendable {
  package let path: String
  let writer: ConnectionThread
  let readers: ConnectionPool
  /// Where SQL may put files that are exported.
  let exportFolder: String?
  let rolledUp: RolledUpExtent
  private let database: Database

  package struct Settings: Sendable {
    package var engine = DatabaseSettings()
    package var readers = 4
    package var waitingReads = 256

    package init() {}
  }

  /// Opens the file, or makes it, and brings its schema up to date.
  package static func open(path: String, settings: Settings = Settings()) async throws(StoreFailure) -> DuckDBStore {
    try await open(file: path, settings)
  }

  /// A store that is gone when it is closed: for tests.
  package static func inMemory() async throws(StoreFailure) -> DuckDBStore {
    var settings = Settings()
    settings.readers = 1
    return try await open(file: nil, settings)
  }

  private static func open(file: String?, _ settings: Settings) async throws(StoreFailure) -> DuckDBStore {
    let path = file ?? ""
    do {
      let database = try await opened(path: file, settings.engine)
      let writer = try ConnectionThread(database, name: "weir-write")
      let rolledUp = RolledUpExtent()
      try await writer.run { connection in
        try Migrations().run(on: connection)
        try rolledUp.load(from: connection)
      }
      let readers = try ConnectionPool(database, connections: settings.readers, waitingLimit: settings.waitingReads)
      return DuckDBStore(
        path: path, database: database, writer: writer, readers: readers, exportFolder: settings.engine.openDirectories.first,
        rolledUp: rolledUp)
    } catch let failure as StoreFailure {
      throw failure
    } catch let failure as DuckDBFailure {
      throw StoreFailure(failure, path: path)
    } catch {
      throw StoreFailure.unusable(path: path, reason: String(describing: error))
    }
  }

  /// Opening replays the engine's log, which may take a while: off the cooperative pool.
  private static func opened(path: String?, _ settings: DatabaseSettings) async throws -> Database {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try Database(path: path, settings: settings) }) }
    }
  }

  private init(
    path: String, database: Database, writer: ConnectionThread, readers: ConnectionPool, exportFolder: String?, rolledUp: RolledUpExtent
  ) {
    self.rolledUp = rolledUp
    self.path = path
    self.database = database
    self.writer = writer
    self.readers = readers
    self.exportFolder = exportFolder
  }

  /// Writes what is in the engine's log into the database file.
  package func checkpoint() async throws {
    try await writer.run { try $0.execute("CHECKPOINT") }
  }

  package func close() async {
    await readers.close()
    try? await checkpoint()
    database.close()
    await writer.close()
  }

  /// The names of the request table's columns.
  package func requestColumns() async throws -> [String] {
    try await writer.run { try $0.query("SELECT * FROM request LIMIT 0").columnNames }
  }

  /// Bytes of the engine's log, which a checkpoint empties.
  package var logSize: Int64 { Self.size(of: path + ".wal") }

  /// Bytes of the file and of the engine's log beside it.
  package var size: Int64 { Self.size(of: path) + logSize }

  private static func size(of path: String) -> Int64 {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64) ?? 0
  }
}
