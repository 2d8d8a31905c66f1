/// What one file of a backup holds: a whole table, or the rows of one range of sequences. Equal contents need one file.
package struct PartContent: Codable, Hashable, Sendable {
  package let table: String
  /// The range's ends, both included; nil: the whole table.
  package let first: Int64?
  package let last: Int64?
  package let columns: [String]
  package let totals: BackupTotals

  package init(table: String, range: ClosedRange<Int64>?, columns: [String], totals: BackupTotals) {
    (self.table, self.columns, self.totals) = (table, columns, totals)
    (first, last) = (range?.lowerBound, range?.upperBound)
  }

  package var range: ClosedRange<Int64>? {
    guard let first, let last, first <= last else { return nil }
    return first...last
  }

  /// Says where it is, for messages.
  package var name: String { range.map { "\(table) \($0.lowerBound) to \($0.upperBound)" } ?? table }
}
