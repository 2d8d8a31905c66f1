import Accounts
import Foundation
import Ingest
import Logging
import Semantics
import StorageDuckDB
import Usage

/// A data directory that this process has opened: the store, the way in and the way out. Only here is an engine named.
package struct Installation: Sendable {
  package let directory: DataDirectory
  package let store: DuckDBStore
  package let writer: EventWriter
  package let recorder: Recorder
  package let keys: KeyRing
  package let prices: PriceKeeper
  package let budgets: BudgetBook
  let engine: SettledEngine
  let live: LiveHub

  package static func open(_ configuration: Configuration, logger: Logger) async throws -> Installation {
    let directory = try DataDirectory(path: configuration.data)
    let store = try await DuckDBStore.open(path: directory.database, settings: settings(configuration, directory))
    do {
      return try await open(directory, store, configuration, logger)
    } catch {
      await store.close()
      throw error
    }
  }

  private static func open(
    _ directory: DataDirectory, _ store: DuckDBStore, _ configuration: Configuration, _ logger: Logger
  ) async throws -> Installation {
    let prices = try await PriceKeeper(store: store)
    let live = LiveHub()
    let writer = try await EventWriter.open(
      directory: directory.path, sink: store, log: { logger.notice("\($0)") }, observer: live.acknowledged)
    if let file = configuration.prices { try await load(file, into: prices) }
    return Installation(
      directory: directory, store: store, writer: writer,
      recorder: Recorder(pipeline: Pipeline(pricing: prices, hasher: writer.hasher), writer: writer),
      keys: try await KeyRing(store: store), prices: prices, budgets: try await BudgetBook(store: store),
      engine: SettledEngine(store: store, writer: writer), live: live)
  }

  static func settings(_ configuration: Configuration, _ directory: DataDirectory) -> DuckDBStore.Settings {
    var settings = DuckDBStore.Settings()
    settings.engine.threads = configuration.threads ?? ProcessInfo.processInfo.activeProcessorCount
    settings.engine.memoryLimit = "\(configuration.memoryLimit / 1024)KiB"
    settings.engine.temporaryDirectory = directory.temporary
    settings.engine.openDirectories = [directory.temporary]
    // The engine's newest forms of compression: about five per cent less on disk. Its own default is what its oldest version could read.
    settings.engine.further["storage_compatibility_version"] = "latest"
    return settings
  }

  private static func load(_ file: String, into prices: PriceKeeper) async throws {
    guard let document = FileManager.default.contents(atPath: file) else {
      throw ConfigurationFailure(problems: [.init(subject: Setting.prices.flag, message: "The file \(file) cannot be read.")])
    }
    try await prices.load(document: Array(document))
  }

  /// Megabytes of the engine's log that take a while to write.
  private static let notableLog = 16

  /// Stores what is acknowledged, writes the engine's log into its file and lets the directory go. False when not everything could be
  /// stored in time: the journal keeps it for the next start.
  /// - Parameter log: told what takes a while.
  package func close(deadline: Duration, log: (String) -> Void = { _ in }) async -> Bool {
    let isDrained = await writer.shutdown(deadline: deadline)
    if !isDrained { log("some events wait in the journal for the next start") }
    try? await keys.saveUses()
    let megabytes = store.logSize >> 20
    if megabytes >= Self.notableLog {
      log("\(megabytes) MB of the engine's log go into the database; if that is cut off, nothing is lost and the next start does it")
    }
    await store.close()
    return isDrained
  }
}
