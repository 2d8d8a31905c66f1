/// What a table, or a range of it, adds up to. Two are equal only if every value of every row is, whatever the order of the rows.
package struct BackupTotals: Codable, Hashable, Sendable {
  package var rows: Int64
  /// The sum of a hash of each whole row. Only the engine that made it can make it again.
  package var fingerprint: String
  /// Exact sums of the columns that hold whole numbers, without those that are NULL throughout.
  package var sums: [String: String]
  /// The least and the greatest instant of the columns that hold times.
  package var spans: [String: [String]]

  package init(rows: Int64, fingerprint: String, sums: [String: String], spans: [String: [String]]) {
    (self.rows, self.fingerprint, self.sums, self.spans) = (rows, fingerprint, sums, spans)
  }

  /// - Parameter bySameEngine: fingerprints of different engines say nothing about each other.
  package func agrees(with other: BackupTotals, bySameEngine: Bool) -> Bool {
    rows == other.rows && sums == other.sums && spans == other.spans && (!bySameEngine || fingerprint == other.fingerprint)
  }
}
