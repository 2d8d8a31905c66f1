import Foundation
import Testing

@testable import Backup

@Suite struct ManifestTests {
  private let samples = BackupSamples()

  private func manifestText(_ change: (String) -> String) throws -> BackupFailure? {
    let part = (BackupSamples.content("request", range: 1...10, rows: 700), "one")
    try samples.backUp([part, (BackupSamples.content("chat"), "two")])
    let url = URL(filePath: samples.folder.manifestPath)
    try change(String(contentsOf: url, encoding: .utf8)).write(to: url, atomically: true, encoding: .utf8)
    do { _ = try samples.folder.manifest() } catch let failure as BackupFailure { return failure }
    return nil
  }

  @Test(arguments: [("700", "701"), ("\"schema\" : 4", "\"schema\" : 3"), ("\"bytes\" : 3", "\"bytes\" : 4"), ("request/", "../request/")])
  func `a changed figure is noticed`(old: String, new: String) throws {
    #expect(try manifestText { $0.replacingOccurrences(of: old, with: new) } == .damagedManifest("it does not match its checksum"))
  }

  @Test func `an unchanged one is read`() throws { #expect(try manifestText { $0 } == nil) }

  @Test func `half of one, and none, are refused`() throws {
    #expect(try manifestText { String($0.prefix(100)) } == .damagedManifest("it is not the JSON of a manifest"))
    #expect(throws: BackupFailure.noBackup(path: "/nowhere")) { try BackupFolder(path: "/nowhere").manifest() }
  }

  @Test func `one of a later version says so, whatever else it has`() throws {
    #expect(try manifestText { _ in "{\"version\": 2, \"future\": true}" } == .newerBackup(version: 2))
  }

  /// With a checksum that matches: what it names is still looked at.
  @Test(arguments: ["../../etc/passwd", "/etc/passwd", "request/../../x.parquet", "request/other.parquet"])
  func `a file outside is refused, whoever made the manifest`(file: String) throws {
    let part = try samples.backUp([(BackupSamples.content("request"), "one")]).manifest.parts[0]
    var json = try #require(String(data: JSONEncoder().encode(part), encoding: .utf8)).replacingOccurrences(of: "\\/", with: "/")
    json = json.replacingOccurrences(of: part.file, with: file)
    try samples.forge([JSONDecoder().decode(BackupPart.self, from: Data(json.utf8))])
    #expect(throws: BackupFailure.damagedManifest("it names a file that no backup has: \(file.debugDescription)")) {
      try samples.folder.manifest()
    }
  }

  @Test(arguments: ["..", "a/b", "Request", ""]) func `a table that none can be called is refused`(table: String) throws {
    try FileManager.default.createDirectory(atPath: samples.path, withIntermediateDirectories: true)
    try samples.forge([BackupPart(BackupSamples.content(table), bytes: 0, sha256: String(repeating: "0", count: 64))])
    #expect(throws: BackupFailure.self) { try samples.folder.manifest() }
  }

  private static let doubled: [[ClosedRange<Int64>?]] = [[1...10, 10...20], [1...10, 1...10], [nil, 1...10], [nil, nil]]

  @Test(arguments: doubled) func `the same rows twice are refused`(ranges: [ClosedRange<Int64>?]) throws {
    try FileManager.default.createDirectory(atPath: samples.path, withIntermediateDirectories: true)
    let parts = ranges.enumerated().map { number, range in
      BackupPart(BackupSamples.content("request", range: range), bytes: 0, sha256: String(repeating: "\(number)", count: 64))
    }
    try samples.forge(parts)
    #expect(throws: BackupFailure.damagedManifest("it has the same rows twice")) { try samples.folder.manifest() }
  }

  @Test func `a file that is not as it was is told by what is wrong with it`() throws {
    let part = try samples.backUp([(BackupSamples.content("chat"), "two")]).manifest.parts[0]
    let path = samples.folder.path(of: part)
    func failure(_ damage: () throws -> Void) rethrows -> BackupFailure? {
      try damage()
      do { try samples.folder.check(part) } catch { return error as? BackupFailure }
      return nil
    }
    #expect(failure {} == nil)
    #expect(
      try failure { try Data("twO".utf8).write(to: URL(filePath: path)) }
        == .damagedFile(part.file, reason: "it does not match its checksum"))
    #expect(
      try failure { try Data("tw".utf8).write(to: URL(filePath: path)) } == .damagedFile(part.file, reason: "it has 2 bytes, not 3"))
    #expect(try failure { try FileManager.default.removeItem(atPath: path) } == .missingFile(part.file))
    let linked = try failure {
      try Data("two".utf8).write(to: URL(filePath: samples.path + "/copy"))
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: samples.path + "/copy")
    }
    #expect(linked != nil)
  }
}
