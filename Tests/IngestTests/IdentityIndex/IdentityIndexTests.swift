import Foundation
import Testing

@testable import Ingest

@Suite struct IdentityIndexTests {
  private let scratch: ScratchDirectory
  private var directory: String { scratch.path + "/identities" }

  init() throws { scratch = try ScratchDirectory() }

  private func open() throws -> IdentityIndex { try IdentityIndex(directory: directory) { _ in } }

  private static func keys(_ range: Range<Int>) -> [EventKey] {
    let hasher = EventKeyHasher(key0: 1, key1: 2)
    return range.map { hasher.key(project: "acme", id: "event-\($0)") }
  }

  private func add(_ range: Range<Int>, to index: IdentityIndex) throws {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 500) {
      let keys = Self.keys(start..<min(start + 500, range.upperBound))
      try index.reserve(keys)
      index.insert(keys, completeThrough: UInt64(start + keys.count))
    }
  }

  private func known(_ range: Range<Int>, in index: IdentityIndex) -> Int {
    let keys = Self.keys(range)
    return index.read { tables in keys.count { tables.contains($0) } }
  }

  @Test func `knows what was added and nothing else, through growth and a restart`() throws {
    var index = try open()
    try add(0..<300_000, to: index)
    #expect(known(0..<300_000, in: index) == 300_000)
    #expect(known(300_000..<400_000, in: index) == 0)
    try index.synchronize()
    index = try open()
    #expect(index.syncedThrough == 300_000)
    #expect(index.count == 300_000)
    #expect(known(0..<300_000, in: index) == 300_000)
    #expect(known(300_000..<400_000, in: index) == 0)
  }

  @Test func `takes at most sixteen bytes an event`() throws {
    let index = try open()
    try add(0..<400_000, to: index)
    #expect(index.byteCount <= 400_000 * 16)
    try index.synchronize()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory)
    #expect(names.count == 257, "outgrown tables are removed")
  }

  @Test func `what was not synchronized is added again without harm`() throws {
    var index = try open()
    try add(0..<20_000, to: index)
    try index.synchronize()
    // Some of these stay in the tables that the manifest names, the others are lost with tables that it does not name.
    try add(20_000..<90_000, to: index)
    index = try open()
    #expect(index.syncedThrough == 20_000)
    #expect(known(0..<20_000, in: index) == 20_000)
    for start in stride(from: 20_000, to: 90_000, by: 1000) { try index.restore(Self.keys(start..<start + 1000)) }
    #expect(known(0..<90_000, in: index) == 90_000)
    #expect(known(90_000..<100_000, in: index) == 0)
  }

  @Test(arguments: ["manifest", "7.1.table", "all"])
  func `a damaged index begins empty`(victim: String) throws {
    var index = try open()
    try add(0..<100, to: index)
    try index.synchronize()
    let hasher = index.hasher
    switch victim {
    case "all": try FileManager.default.removeItem(atPath: directory)
    case "manifest": try Data("nonsense".utf8).write(to: URL(fileURLWithPath: directory + "/manifest"))
    default: try FileManager.default.removeItem(atPath: directory + "/" + victim)
    }
    index = try open()
    #expect(index.syncedThrough == 0)
    #expect(index.count == 0)
    let keepsSecret = victim == "7.1.table"
    #expect((index.hasher.key(project: "a", id: "b") == hasher.key(project: "a", id: "b")) == keepsSecret)
  }

  @Test func `a rebuild forgets what it is not given and keeps what came meanwhile`() throws {
    var index = try open()
    try add(0..<1000, to: index)
    try index.beginRebuild()
    try add(1000..<1100, to: index)
    try index.addToRebuild(Self.keys(500..<1000))
    try index.finishRebuild()
    #expect(known(0..<500, in: index) == 0)
    #expect(known(500..<1100, in: index) == 600)
    index = try open()
    #expect(known(0..<500, in: index) == 0)
    #expect(known(500..<1100, in: index) == 600)
    #expect(index.syncedThrough == 1100)
  }

  @Test func `its secret is for nobody else`() throws {
    _ = try open()
    let mode = try FileManager.default.attributesOfItem(atPath: directory + "/manifest")[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `without room it says so before anything is promised`() throws {
    let index = try open()
    try FileManager.default.removeItem(atPath: directory)
    #expect(throws: IdentityIndexError.self) { try index.reserve(Self.keys(0..<400_000)) }
  }
}
