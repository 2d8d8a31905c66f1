import Backup
import Foundation
import NIOCore

/// `weir backup`: keeps what the server's snapshot brings. Only this process writes into the backup's directory, with the rights of
/// whoever runs it.
package struct BackupCommand: Sendable {
  private let folder: BackupFolder
  private let replaces: Bool
  private let verifies: Bool

  /// - Parameters:
  ///   - replaces: a backup there may be damaged, or of a store that was further along.
  ///   - verifies: all files are read again at the end.
  package init(_ path: String, replaces: Bool, verifies: Bool) {
    (folder, self.replaces, self.verifies) = (BackupFolder(path: path), replaces, verifies)
  }

  /// - Parameter progress: told lines for a terminal.
  package func run(_ target: CommandTarget, progress: @escaping @Sendable (String) -> Void) async throws -> String {
    if case .directory(let configuration) = target { try Self.demandStore(configuration.data) }
    return try await target.connect { try await run($0, progress) }
  }

  /// A misspelt directory would be made, and the backup of its emptiness would take a good one's place.
  private static func demandStore(_ data: String) throws {
    guard FileManager.default.fileExists(atPath: data + "/" + DataDirectory.databaseName) else {
      throw CommandFailure("\(data) has no database: there is nothing to back up.")
    }
  }

  private func run(_ connection: APIConnection, _ progress: (String) -> Void) async throws -> String {
    let began = ContinuousClock.now
    let build = try BackupBuild(in: folder, replaces: replaces)
    var (reader, isWhole, rows, bytes) = (SnapshotReader(), false, Int64(0), 0)
    try await connection.download("/v1/snapshot", asking: JSONEncoder().encode(build.known)) { piece in
      for event in try reader.take(Array(piece.readableBytesView)) {
        switch event {
        case .head(let head): try build.begin(head)
        case .unchanged(let content):
          try build.keep(content)
          rows += content.totals.rows
        case .part(let content, _):
          try build.open(content)
          rows += content.totals.rows
        case .bytes(let slice):
          try build.write(slice)
          bytes += slice.count
        case .partEnd: try build.closePart()
        case .end: isWhole = true
        }
      }
      progress("\(rows) rows, \(bytes / 1_000_000) MB written")
    }
    guard isWhole else { throw BackupFailure.incomplete }
    let report = try build.finish()
    if verifies { try folder.check(folder.manifest()) }
    return Self.summary(report, seconds: (ContinuousClock.now - began).inSeconds)
  }

  private static func summary(_ report: BackupBuild.Report, seconds: Double) -> String {
    let manifest = report.manifest
    let files = "\(manifest.parts.count) files, \(report.keptParts) of them unchanged"
    let sizes = "\(manifest.bytes) bytes, \(report.writtenBytes) of them written"
    return BackupTable.text(manifest) + "\n\(manifest.rows) rows in \(files); \(sizes); \((seconds * 10).rounded() / 10) s"
  }
}
