import Crypto
import Foundation

/// What makes files a backup: which there are, what each must be, and what all of them add up to.
package struct BackupManifest: Codable, Hashable, Sendable {
  package static let fileName = "manifest.json"
  static let currentVersion = 1

  let version: Int
  /// SHA-256 of the manifest as it is written with this empty. It tells damage; whoever means to deceive can make a new one.
  private(set) var checksum: String
  package let head: SnapshotHead
  package let parts: [BackupPart]

  package init(_ head: SnapshotHead, parts: [BackupPart]) {
    (version, checksum, self.head, self.parts) = (Self.currentVersion, "", head, parts)
    checksum = (try? digest()) ?? ""
  }

  /// - Throws: `BackupFailure` where it is not whole, not sound, or of a later version.
  init(reading data: Data) throws {
    struct Versioned: Decodable { let version: Int }
    guard let version = try? JSONDecoder().decode(Versioned.self, from: data).version else {
      throw BackupFailure.damagedManifest("it is not the JSON of a manifest")
    }
    guard version <= Self.currentVersion else { throw BackupFailure.newerBackup(version: version) }
    do { self = try JSONDecoder().decode(Self.self, from: data) } catch {
      throw BackupFailure.damagedManifest("members are missing or of another kind")
    }
    guard try digest() == checksum else { throw BackupFailure.damagedManifest("it does not match its checksum") }
    if let part = parts.first(where: { !$0.isSound }) {
      throw BackupFailure.damagedManifest("it names a file that no backup has: \(part.file.debugDescription)")
    }
    guard Set(parts.map(\.file)).count == parts.count, !Self.overlap(parts) else {
      throw BackupFailure.damagedManifest("it has the same rows twice")
    }
  }

  package var bytes: Int { parts.reduce(0) { $0 + $1.bytes } }
  package var rows: Int64 { parts.reduce(0) { $0 + $1.content.totals.rows } }

  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  private func digest() throws -> String {
    var blank = self
    blank.checksum = ""
    return FileDigest.hexadecimal(SHA256.hash(data: try blank.encoded()))
  }

  private static func overlap(_ parts: [BackupPart]) -> Bool {
    Dictionary(grouping: parts.map(\.content), by: \.table).values.contains { contents in
      let ranges = contents.compactMap(\.range).sorted { $0.lowerBound < $1.lowerBound }
      return contents.count > 1 && (ranges.count < contents.count || zip(ranges, ranges.dropFirst()).contains { $0.overlaps($1) })
    }
  }
}
