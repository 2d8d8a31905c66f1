import Semantics

/// Gives all that a store holds, as it is at one moment.
package protocol SnapshotSource: Sendable {
  /// The head comes first, then every table, in files that anybody may read. Contents that are known come without a file.
  /// - Throws: before the first item, where no snapshot can be made now; the stream throws what happens later.
  func snapshot(known: KnownParts) async throws -> AsyncThrowingStream<SnapshotItem, any Error>
}

package enum SnapshotItem: Sendable {
  case head(SnapshotHead)
  case part(PartContent, ExportedFile)
  case unchanged(PartContent)
}

/// What an earlier backup has, as the engine saw it then.
package struct KnownParts: Codable, Hashable, Sendable {
  package let engine: String
  package let parts: Set<PartContent>

  package static let none = KnownParts(engine: "", parts: [])

  package init(engine: String, parts: Set<PartContent>) {
    (self.engine, self.parts) = (engine, parts)
  }
}
