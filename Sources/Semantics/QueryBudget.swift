/// What one query may use.
package struct QueryBudget: Hashable, Sendable {
  package var time: Duration
  /// Rows of an answer, before gaps are filled.
  package var rows: Int
  package var memoryBytes: Int

  package init(time: Duration = .seconds(30), rows: Int = 100_000, memoryBytes: Int = 1 << 30) {
    self.time = time
    self.rows = rows
    self.memoryBytes = memoryBytes
  }
}
