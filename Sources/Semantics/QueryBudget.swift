/// What one query may use. Memory is bounded for all queries together, by the engine's own limit.
package struct QueryBudget: Hashable, Sendable {
  package var time: Duration
  /// Rows of an answer, before gaps are filled.
  package var rows: Int

  package init(time: Duration = .seconds(30), rows: Int = 100_000) {
    self.time = time
    self.rows = rows
  }
}
