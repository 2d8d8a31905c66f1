/// What the index guards by its lock.
struct IndexState {
  let secret: IdentitySecret
  var tables: IdentityTables
  /// The tables that a rebuild is filling.
  var rebuilding: IdentityTables?
  private(set) var nextGeneration: UInt64
  var syncedThrough: UInt64
  /// Every event up to here has its key in the tables.
  var completeThrough: UInt64

  init(opening manifest: IndexManifest, _ tables: IdentityTables) {
    (secret, self.tables) = (manifest.secret, tables)
    nextGeneration = manifest.shards.map(\.generation).max() ?? 0
    (syncedThrough, completeThrough) = (manifest.syncedThrough, manifest.syncedThrough)
  }

  init(creating secret: IdentitySecret, _ tables: IdentityTables) {
    (self.secret, self.tables) = (secret, tables)
    (nextGeneration, syncedThrough, completeThrough) = (1, 0, 0)
  }

  mutating func newGeneration() -> UInt64 {
    nextGeneration += 1
    return nextGeneration
  }

  mutating func reserve(_ keys: [EventKey]) throws(IdentityIndexError) {
    var generation = nextGeneration
    defer { nextGeneration = generation }
    try tables.reserve(keys) {
      generation += 1
      return generation
    }
  }

  mutating func remove(_ keys: [EventKey]) throws(IdentityIndexError) {
    var generation = nextGeneration
    defer { nextGeneration = generation }
    try tables.remove(keys) {
      generation += 1
      return generation
    }
  }

  mutating func reserveForRebuild(_ keys: [EventKey]) throws(IdentityIndexError) {
    var generation = nextGeneration
    defer { nextGeneration = generation }
    try rebuilding?.reserve(keys) {
      generation += 1
      return generation
    }
  }

  /// A rebuild for which there is no room is given up; whoever runs it finds out.
  mutating func insertForRebuild(_ keys: [EventKey]) {
    guard rebuilding != nil else { return }
    do {
      try reserveForRebuild(keys)
      for key in keys { rebuilding?.insert(key) }
    } catch {
      rebuilding = nil
    }
  }

  mutating func snapshot() -> (IndexManifest, shards: [IdentityShard], dirty: [IdentityShard]) {
    let shards = tables.shards
    let dirty = shards.filter(\.isDirty)
    for shard in dirty { shard.isDirty = false }
    let manifest = IndexManifest(secret: secret, syncedThrough: completeThrough, shards: shards.map(\.description))
    return (manifest, shards, dirty)
  }
}
