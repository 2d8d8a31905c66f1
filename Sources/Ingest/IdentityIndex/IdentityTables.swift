import Foundation
import Synchronization

/// The 256 shards of one generation of the index, each of which grows on its own.
struct IdentityTables: Sendable {
  static let shardCount = 256
  /// Beyond this share of full places the searches get long.
  private static let fullest = 0.85
  private static let growth = 1.4

  private let directory: String
  private(set) var shards: [IdentityShard]

  init(shards: [IdentityShard], directory: String) {
    self.shards = shards
    self.directory = directory
  }

  /// Empty tables. Their capacities are staggered, so that shards of equal load do not all grow in the same second.
  init(creatingIn directory: String, generation: UInt64) throws(IdentityIndexError) {
    self.directory = directory
    shards = []
    for number in 0..<Self.shardCount {
      let capacity = Self.whole(512 * pow(Self.growth, Double(number) / Double(Self.shardCount)))
      let path = Self.path(directory, number, generation)
      shards.append(try IdentityShard(creating: path, generation: generation, capacity: capacity))
    }
  }

  var count: Int { shards.reduce(0) { $0 + $1.count } }
  var byteCount: Int { shards.reduce(0) { $0 + $1.byteCount } }

  func contains(_ key: EventKey) -> Bool { shards[Self.number(of: key)].contains(key) }

  @discardableResult
  func insert(_ key: EventKey) -> Bool { shards[Self.number(of: key)].insert(key) }

  func insertCounting(_ key: EventKey) {
    let shard = shards[Self.number(of: key)]
    if !shard.insert(key) { shard.countAgain() }
  }

  /// Makes room for the keys. Nothing is lost when it throws.
  mutating func reserve(_ keys: [EventKey], generation: () -> UInt64) throws(IdentityIndexError) {
    if keys.count < 64 {
      for key in keys { try reserve(keys.count, in: Self.number(of: key), generation: generation) }
      return
    }
    var wanted = [Int](repeating: 0, count: Self.shardCount)
    for key in keys { wanted[Self.number(of: key)] += 1 }
    for number in 0..<Self.shardCount where wanted[number] > 0 { try reserve(wanted[number], in: number, generation: generation) }
  }

  private mutating func reserve(_ more: Int, in number: Int, generation: () -> UInt64) throws(IdentityIndexError) {
    let shard = shards[number]
    let needed = Double(shard.count + more)
    guard needed > Double(shard.capacity) * Self.fullest else { return }
    let capacity = Self.whole(max(Double(shard.capacity) * Self.growth, needed / Self.fullest * 1.05))
    let next = generation()
    let larger = try IdentityShard(creating: Self.path(directory, number, next), generation: next, capacity: capacity)
    larger.insertAll(of: shard)
    shards[number] = larger
  }

  /// New tables take the place of those that have such keys.
  mutating func remove(_ keys: [EventKey], generation: () -> UInt64) throws(IdentityIndexError) {
    for (number, keys) in Dictionary(grouping: keys, by: Self.number) {
      let next = generation()
      let rest = try IdentityShard(creating: Self.path(directory, number, next), generation: next, capacity: shards[number].capacity)
      rest.insertAll(of: shards[number], except: keys)
      shards[number] = rest
    }
  }

  /// Returns 0 or the error of one of them. Many at once, because the file system commits together what it is asked for together: one
  /// after another, 256 tables take seconds.
  static func synchronize(_ shards: [IdentityShard]) -> Int32 {
    let next = Atomic(0)
    let failure = Atomic<Int32>(0)
    let group = DispatchGroup()
    for _ in 0..<min(shards.count, 32) {
      group.enter()
      let thread = Thread {
        while true {
          let number = next.add(1, ordering: .relaxed).oldValue
          guard number < shards.count else { break }
          let code = shards[number].synchronize()
          if code != 0 { failure.store(code, ordering: .relaxed) }
        }
        group.leave()
      }
      thread.stackSize = 64 << 10
      thread.start()
    }
    group.wait()
    return failure.load(ordering: .relaxed)
  }

  static func path(_ directory: String, _ number: Int, _ generation: UInt64) -> String {
    directory + "/" + name(number, generation)
  }

  static func name(_ number: Int, _ generation: UInt64) -> String { "\(number).\(generation).table" }

  private static func number(of key: EventKey) -> Int { Int(key.high >> 56) }

  /// The tags behind the words stay aligned, and there is always an empty place to end a search.
  private static func whole(_ capacity: Double) -> Int { (Int(capacity) + 8) & ~7 }
}
