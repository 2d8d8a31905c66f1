/// An empty store that a backup goes into. Every engine that can be restored into implements this.
package protocol RestoreTarget: Sendable {
  /// The engine with its version, as a snapshot's head has it.
  var engine: String { get }
  /// The newest schema that it can make.
  var newestSchema: Int64 { get }

  /// Makes the empty tables of that schema.
  /// - Throws: `BackupFailure.otherTables` if they are not those of the contents, column by column.
  func prepare(schema: Int64, for contents: [PartContent]) async throws

  /// Loads the rows of a Parquet file, and says what the table, or the content's range of it, adds up to then.
  func load(_ content: PartContent, from file: String) async throws -> BackupTotals

  /// Brings the schema to the newest, makes all of it durable and lets the store go.
  func finish() async throws

  /// Lets the store go as it is: it will be thrown away.
  func abandon() async
}
