/// Writes records into a file of a form that only an engine knows.
package protocol RecordExporter: Sendable {
  /// All records that the query is about, whatever its page, in no particular order: a Parquet file with the fields under their wire
  /// names and units, money as exact decimals, times in UTC.
  func parquet(_ query: RecordQuery, budget: QueryBudget) async throws(QueryFailure) -> ExportedFile
}
