import Foundation
import Synchronization
import Testing

@testable import Backup

@Suite struct RestorationTests {
  private let samples = BackupSamples()
  private static let contents = [BackupSamples.content("chat"), BackupSamples.content("request", range: 1...10, rows: 3)]

  /// Writes down what it is told, and claims to have loaded what it is told to claim.
  private final class Target: RestoreTarget {
    let engine: String
    let newestSchema: Int64 = 4
    let calls = Mutex<[String]>([])
    private let loaded: @Sendable (PartContent) -> BackupTotals

    init(engine: String = "engine 1", loaded: @escaping @Sendable (PartContent) -> BackupTotals = { $0.totals }) {
      (self.engine, self.loaded) = (engine, loaded)
    }

    func prepare(schema: Int64, for contents: [PartContent]) async throws { note("prepare \(schema) \(contents.count)") }
    func load(_ content: PartContent, from file: String) async throws -> BackupTotals {
      note("load \(content.table)")
      return loaded(content)
    }
    func finish() async throws { note("finish") }
    func abandon() async { note("abandon") }

    private func note(_ call: String) { calls.withLock { $0.append(call) } }
  }

  private func restore(into target: Target) async throws -> [String] {
    try samples.backUp(Self.contents.map { ($0, $0.table) })
    try await Restoration(of: samples.folder, newestSchema: 4).run(into: target)
    return target.calls.withLock { $0 }
  }

  @Test func `every part is loaded and the store finished`() async throws {
    #expect(try await restore(into: Target()) == ["prepare 4 2", "load chat", "load request", "finish"])
  }

  @Test func `a store that adds up to something else is abandoned`() async throws {
    let target = Target { content in
      var totals = content.totals
      if content.table == "request" { totals.sums["total_tokens"] = "1" }
      return totals
    }
    await #expect(throws: BackupFailure.differentTotals("request 1 to 10")) { _ = try await restore(into: target) }
    #expect(target.calls.withLock { $0.last } == "abandon")
  }

  @Test func `fingerprints count only between equals`() async throws {
    let other: @Sendable (PartContent) -> BackupTotals = { content in
      var totals = content.totals
      totals.fingerprint = "other"
      return totals
    }
    await #expect(throws: BackupFailure.differentTotals("chat")) { _ = try await restore(into: Target(loaded: other)) }
    #expect(try await restore(into: Target(engine: "engine 2", loaded: other)).last == "finish")
  }

  @Test func `a damaged file or a later schema is refused before a target is needed`() throws {
    let manifest = try samples.backUp(Self.contents.map { ($0, $0.table) }).manifest
    #expect(throws: BackupFailure.newerSchema(found: 4, known: 3)) { try Restoration(of: samples.folder, newestSchema: 3) }
    try FileManager.default.removeItem(atPath: samples.folder.path(of: manifest.parts[1]))
    #expect(throws: BackupFailure.missingFile(manifest.parts[1].file)) { try Restoration(of: samples.folder, newestSchema: 4) }
  }
}
