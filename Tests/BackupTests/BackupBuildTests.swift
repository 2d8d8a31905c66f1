import Foundation
import Testing

@testable import Backup

@Suite struct BackupBuildTests {
  private let samples = BackupSamples()
  private let first = BackupSamples.content("request", range: 1...10)
  private let second = BackupSamples.content("request", range: 11...20)
  private let chats = BackupSamples.content("chat")

  @Test func `what was written is named by the manifest and read again`() throws {
    let report = try samples.backUp([(first, "one"), (second, "two"), (chats, "")])
    let manifest = try samples.folder.manifest()
    #expect(manifest == report.manifest)
    #expect(manifest.parts.map(\.content) == [first, second, chats])
    #expect(manifest.parts.map { samples.text(of: $0) } == ["one", "two", ""])
    #expect(manifest.parts[0].file == "request/request-00000000000001-7692c3ad3540bb80.parquet")
    try samples.folder.check(manifest)
    #expect((report.writtenBytes, report.keptParts) == (6, 0))
  }

  @Test func `what has not changed is kept, what has goes`() throws {
    try samples.backUp([(first, "one"), (second, "two")])
    let changed = BackupSamples.content("request", range: 11...20, rows: 2, fingerprint: "2")
    let report = try samples.backUp([(first, "not sent"), (changed, "three")], head: BackupSamples.head(sequence: 10))
    #expect((report.writtenBytes, report.keptParts) == (5, 1))
    #expect(report.manifest.parts.map { samples.text(of: $0) } == ["one", "three"])
    #expect(samples.folder.strays(beside: report.manifest) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: samples.path + "/request").count == 2)
  }

  @Test func `until it is finished the one before stays whole`() throws {
    let before = try samples.backUp([(first, "one")]).manifest
    do {
      let build = try BackupBuild(in: samples.folder)
      try build.begin(BackupSamples.head(sequence: 10))
      try BackupSamples.add(chats, "new", to: build)
      try build.open(second)
      try build.write([1])
      #expect(try samples.folder.manifest() == before)
    }
    try samples.folder.check(samples.folder.manifest())
    #expect(samples.folder.strays(beside: before) == [])
  }

  @Test func `a damaged file is not kept`() throws {
    let report = try samples.backUp([(first, "one"), (second, "two")])
    try Data("onE".utf8).write(to: URL(filePath: samples.folder.path(of: report.manifest.parts[0])))
    #expect(try BackupBuild(in: samples.folder).known.parts == [second])
    try samples.folder.check(samples.backUp([(first, "one"), (second, "not sent")]).manifest)
  }

  @Test func `two are not written at once`() throws {
    let build = try BackupBuild(in: samples.folder)
    #expect(throws: BackupFailure.unusable(path: samples.path, reason: "another backup is being written there")) {
      try BackupBuild(in: samples.folder)
    }
    withExtendedLifetime(build) {}
  }

  @Test func `a directory with something else is left alone`() throws {
    try FileManager.default.createDirectory(atPath: samples.path, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: samples.path + "/letter.txt"))
    #expect(throws: BackupFailure.occupied(path: samples.path, by: "letter.txt")) { try BackupBuild(in: samples.folder) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: samples.path) == ["letter.txt"])
  }

  @Test func `a backup of a store that was further along is replaced only when told`() throws {
    try samples.backUp([(first, "one")], head: BackupSamples.head(sequence: 9))
    #expect(throws: BackupFailure.olderThanBackup(path: samples.path, sequence: 8, backedUp: 9)) {
      try samples.backUp([(chats, "")], head: BackupSamples.head(sequence: 8))
    }
    #expect(try samples.folder.manifest().parts.map(\.content) == [first])
    try samples.backUp([(chats, "")], head: BackupSamples.head(sequence: 8), replaces: true)
    #expect(try samples.folder.manifest().parts.map(\.content) == [chats])
  }

  @Test func `a damaged manifest is replaced only when told, and its files stay until then`() throws {
    let part = try samples.backUp([(first, "one")]).manifest.parts[0]
    try Data("{".utf8).write(to: URL(filePath: samples.folder.manifestPath))
    #expect(throws: BackupFailure.self) { try BackupBuild(in: samples.folder) }
    let build = try BackupBuild(in: samples.folder, replaces: true)
    #expect(build.known == .none)
    #expect(samples.text(of: part) == "one")
  }

  @Test func `a name that no table has leads nowhere`() throws {
    let build = try BackupBuild(in: samples.folder)
    try build.begin(BackupSamples.head())
    for name in ["..", "../x", "a/b", "", "/etc", "A b"] {
      #expect(throws: BackupFailure.incomplete) { try build.open(BackupSamples.content(name)) }
    }
    #expect(throws: BackupFailure.incomplete) { try build.keep(chats) }
  }
}
