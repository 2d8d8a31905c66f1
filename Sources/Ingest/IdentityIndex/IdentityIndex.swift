import Foundation
import Synchronization

/// The set of the keys of all events that were ever acknowledged, on disk and mapped into memory.
///
/// A key is added after its event is durable in the journal, never before: an entry without an event would turn an event away as a
/// duplicate. Entries since the last `synchronize` may be lost in a power cut; whoever opens the index adds the keys of all events
/// after `syncedThrough` again. After events were deleted, `remove` takes theirs out.
final class IdentityIndex: Sendable {
  private let directory: String
  private let state: Mutex<IndexState>
  // One at a time writes the manifest.
  private let synchronizing = Mutex(())

  /// Opens what is there, or makes an empty index (`syncedThrough` is 0 then) where there is none or a damaged one.
  init(directory: String, log: (String) -> Void) throws(IdentityIndexError) {
    self.directory = directory
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw IdentityIndexError(operation: "create", file: directory, errno: errno)
    }
    let manifest = IndexManifest(readingFrom: directory)
    if let manifest, let tables = try Self.tables(of: manifest, in: directory) {
      state = Mutex(IndexState(opening: manifest, tables))
      return
    }
    let isNew = try Self.removeAllTables(in: directory) == 0 && manifest == nil
    if !isNew { log("the identity index in \(directory) is damaged: making it anew from the stored events") }
    let tables = try IdentityTables(creatingIn: directory, generation: 1)
    state = Mutex(IndexState(creating: manifest?.secret ?? .random(), tables))
    try synchronize()
  }

  var hasher: EventKeyHasher {
    let secret = state.withLock { $0.secret }
    return EventKeyHasher(key0: secret.high, key1: secret.low)
  }
  var syncedThrough: UInt64 { state.withLock { $0.syncedThrough } }
  var count: Int { state.withLock { $0.tables.count } }
  var byteCount: Int { state.withLock { $0.tables.byteCount } }

  func read<Result: Sendable>(_ body: (borrowing IdentityTables) -> Result) -> Result { state.withLock { body($0.tables) } }

  /// Makes room, so that adding these keys cannot fail.
  func reserve(_ keys: [EventKey]) throws(IdentityIndexError) {
    try state.withLock { state throws(IdentityIndexError) in try state.reserve(keys) }
  }

  /// Adds keys for which there is room. They complete the index up to `sequence`.
  func insert(_ keys: [EventKey], completeThrough sequence: UInt64) {
    state.withLock { state in
      for key in keys { state.tables.insert(key) }
      state.completeThrough = max(state.completeThrough, sequence)
      state.insertForRebuild(keys)
    }
  }

  /// Adds keys that may be there already: those of events after `syncedThrough`, at start.
  func restore(_ keys: [EventKey]) throws(IdentityIndexError) {
    try state.withLock { state throws(IdentityIndexError) in
      try state.reserve(keys)
      for key in keys { state.tables.insertCounting(key) }
    }
  }

  /// Makes all entries durable and gives the memory of the tables back. Adding goes on meanwhile.
  func synchronize() throws(IdentityIndexError) {
    try synchronizing.withLock { _ throws(IdentityIndexError) in
      let (manifest, shards, dirty) = state.withLock { $0.snapshot() }
      let code = IdentityTables.synchronize(dirty)
      if code != 0 {
        state.withLock { _ in for shard in dirty { shard.isDirty = true } }
        throw IdentityIndexError(operation: "synchronize", file: directory, errno: code)
      }
      try manifest.write(to: directory)
      for shard in shards { shard.release() }
      state.withLock { $0.syncedThrough = manifest.syncedThrough }
      removeTables(except: manifest)
    }
  }

  /// Takes out the keys of events that were deleted. A rebuild that goes on is given up: it may have them.
  func remove(_ keys: [EventKey]) throws(IdentityIndexError) {
    try state.withLock { state throws(IdentityIndexError) in
      state.rebuilding = nil
      try state.remove(keys)
    }
    try synchronize()
  }

  /// From here on keys also go into a second, empty set of tables, which `addToRebuild` fills and `finishRebuild` puts in place.
  func beginRebuild() throws(IdentityIndexError) {
    try state.withLock { state throws(IdentityIndexError) in
      state.rebuilding = try IdentityTables(creatingIn: directory, generation: state.newGeneration())
    }
  }

  func addToRebuild(_ keys: [EventKey]) throws(IdentityIndexError) {
    try state.withLock { state throws(IdentityIndexError) in
      guard state.rebuilding != nil else { throw abandoned }
      try state.reserveForRebuild(keys)
      for key in keys { state.rebuilding?.insert(key) }
    }
  }

  /// `sequence` says what the new tables are complete to, where that is less than what the old ones were.
  func finishRebuild(completeThrough sequence: UInt64? = nil) throws(IdentityIndexError) {
    try state.withLock { state throws(IdentityIndexError) in
      guard let rebuilt = state.rebuilding else { throw abandoned }
      state.tables = rebuilt
      state.rebuilding = nil
      state.completeThrough = sequence ?? state.completeThrough
    }
    try synchronize()
  }

  func cancelRebuild() { state.withLock { $0.rebuilding = nil } }

  private var abandoned: IdentityIndexError { IdentityIndexError(operation: "make room for a rebuild in", file: directory, errno: ENOSPC) }

  private static func tables(of manifest: IndexManifest, in directory: String) throws(IdentityIndexError) -> IdentityTables? {
    var shards: [IdentityShard] = []
    for (number, description) in manifest.shards.enumerated() {
      let path = IdentityTables.path(directory, number, description.generation)
      guard let shard = try IdentityShard(opening: path, description) else { return nil }
      shards.append(shard)
    }
    return IdentityTables(shards: shards, directory: directory)
  }

  private static func tableNames(in directory: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).filter { $0.hasSuffix(".table") }
  }

  private static func removeAllTables(in directory: String) throws(IdentityIndexError) -> Int {
    let names = tableNames(in: directory)
    for name in names where unlink(directory + "/" + name) != 0 {
      throw IdentityIndexError(operation: "remove", file: name, errno: errno)
    }
    return names.count
  }

  /// Tables that were outgrown. One that stays costs space until the next time.
  private func removeTables(except manifest: IndexManifest) {
    let names = Self.tableNames(in: directory)
    var kept = Set(manifest.shards.enumerated().map { IdentityTables.name($0, $1.generation) })
    state.withLock { state in
      for tables in [state.tables, state.rebuilding].compactMap({ $0 }) {
        kept.formUnion(tables.shards.enumerated().map { IdentityTables.name($0, $1.generation) })
      }
    }
    for name in names where !kept.contains(name) { unlink(directory + "/" + name) }
  }
}
