/// Which state of which store a snapshot is of.
package struct SnapshotHead: Codable, Hashable, Sendable {
  enum CodingKeys: String, CodingKey {
    case weir, engine, schema, sequence
    case createdAt = "created_at"
  }

  /// The version of the program.
  package var weir: String
  /// The engine with its version: fingerprints of others cannot be compared with this one's.
  package let engine: String
  package let schema: Int64
  /// Everything that was acknowledged with a sequence up to here is in it.
  package let sequence: UInt64
  package let createdAt: String

  package init(weir: String, engine: String, schema: Int64, sequence: UInt64, createdAt: String) {
    (self.weir, self.engine, self.schema, self.sequence, self.createdAt) = (weir, engine, schema, sequence, createdAt)
  }
}
