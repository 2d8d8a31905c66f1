import Foundation

/// A directory with a backup in it, for reading. Its calls block.
package struct BackupFolder: Sendable {
  package let path: String

  package init(path: String) {
    self.path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  package var manifestPath: String { path + "/" + BackupManifest.fileName }

  package func path(of part: BackupPart) -> String { path + "/" + part.file }

  /// - Throws: `BackupFailure`
  package func manifest() throws -> BackupManifest {
    guard let data = FileManager.default.contents(atPath: manifestPath) else { throw BackupFailure.noBackup(path: path) }
    return try BackupManifest(reading: data)
  }

  /// Reads the part's file from end to end.
  /// - Throws: `BackupFailure.missingFile` or `.damagedFile`
  package func check(_ part: BackupPart) throws {
    let found = try FileDigest(of: path(of: part), named: part.file)
    guard found.bytes == part.bytes else {
      throw BackupFailure.damagedFile(part.file, reason: "it has \(found.bytes) bytes, not \(part.bytes)")
    }
    guard found.sha256 == part.sha256 else { throw BackupFailure.damagedFile(part.file, reason: "it does not match its checksum") }
  }

  /// - Parameter progress: told the bytes that were read so far.
  package func check(_ manifest: BackupManifest, progress: (Int) -> Void = { _ in }) throws {
    var done = 0
    for part in manifest.parts {
      try check(part)
      done += part.bytes
      progress(done)
    }
  }

  /// Files of earlier or unfinished backups, which the manifest does not name.
  package func strays(beside manifest: BackupManifest?) -> [String] {
    let named = Set(manifest?.parts.map(\.file) ?? [])
    let folders = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter(BackupPart.isWord)
    return folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? [])
        .filter { $0.hasPrefix(folder + "-") && ($0.hasSuffix(".parquet") || $0.hasSuffix(Self.unfinished)) }
        .map { folder + "/" + $0 }
    }.filter { !named.contains($0) }.sorted()
  }

  static let unfinished = ".part"
}
