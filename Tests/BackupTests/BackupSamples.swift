import Foundation

@testable import Backup

/// A folder of one test's own, and small backups in it.
final class BackupSamples {
  let path = FileManager.default.temporaryDirectory.appending(path: "weir-backup-\(UUID().uuidString)").path
  var folder: BackupFolder { BackupFolder(path: path) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static func content(_ table: String, range: ClosedRange<Int64>? = nil, rows: Int64 = 1, fingerprint: String = "1") -> PartContent {
    PartContent(
      table: table, range: range, columns: ["id"], totals: BackupTotals(rows: rows, fingerprint: fingerprint, sums: [:], spans: [:]))
  }

  static func head(sequence: UInt64 = 9, schema: Int64 = 4) -> SnapshotHead {
    SnapshotHead(weir: "1", engine: "engine 1", schema: schema, sequence: sequence, createdAt: "2026-03-01T00:00:00Z")
  }

  /// Makes a backup of files with these texts.
  @discardableResult
  func backUp(
    _ files: [(PartContent, String)], head: SnapshotHead = head(), replaces: Bool = false
  ) throws -> BackupBuild.Report {
    let build = try BackupBuild(in: folder, replaces: replaces)
    try build.begin(head)
    for (content, text) in files {
      if build.known.parts.contains(content) {
        try build.keep(content)
      } else {
        try Self.add(content, text, to: build)
      }
    }
    return try build.finish()
  }

  static func add(_ content: PartContent, _ text: String, to build: BackupBuild) throws {
    try build.open(content)
    for byte in text.utf8 { try build.write([byte]) }
    try build.closePart()
  }

  func text(of part: BackupPart) -> String? {
    FileManager.default.contents(atPath: folder.path(of: part)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Rewrites the manifest as somebody would who also knows how to make its checksum.
  func forge(_ parts: [BackupPart]) throws {
    try BackupManifest(Self.head(), parts: parts).encoded().write(to: URL(filePath: folder.manifestPath))
  }
}
