import Foundation

/// A snapshot as a stream of bytes: a line of JSON for each item, after a part's line the bytes of its file, and a last line without which
/// it is not whole.
package struct SnapshotLine: Codable, Hashable, Sendable {
  package var head: SnapshotHead?
  package var part: PartContent?
  /// How many bytes of the part's file follow; nil: none, because the content is known.
  package var bytes: Int?
  package var end: Bool?

  package static func head(_ head: SnapshotHead) -> SnapshotLine { SnapshotLine(head: head) }
  package static func part(_ part: PartContent, bytes: Int) -> SnapshotLine { SnapshotLine(part: part, bytes: bytes) }
  package static func unchanged(_ part: PartContent) -> SnapshotLine { SnapshotLine(part: part) }
  package static let end = SnapshotLine(end: true)

  package func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
