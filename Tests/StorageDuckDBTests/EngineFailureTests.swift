import Testing

@testable import StorageDuckDB

struct EngineFailureTests {
  /// Texts that the engine gave for real on a full and on a read-only file system; the others are provoked by other tests.
  static let texts: [(String, DuckDBFailure.Kind)] = [
    ("TransactionContext Error: Failed to commit: Could not write file \"/x/a.db.wal\": No space left on device", .diskFull),
    ("FATAL Error: Failed to create checkpoint because of error: Could not write file \"/x/a.db\": No space left on device", .diskFull),
    ("IO Error: Could not write file \"/x/b.db\": No space left on device", .diskFull),
    ("IO Error: Cannot open file \"/x/a.db\": Read-only file system", .readOnly),
    ("IO Error: Cannot open file \"/x/a.db\": Permission denied", .readOnly),
    ("IO Error: Failure while replaying WAL file \"/x/d.db.wal\": Corrupt WAL file: entry at byte position 56", .damaged),
    ("FATAL Error: Failed: database has been invalidated because of a previous fatal error. Original error: \"No space left\"", .closed),
    ("Something new", .other),
  ]

  @Test(arguments: texts) func `sorts what the engine says`(text: String, kind: DuckDBFailure.Kind) {
    #expect(DuckDBFailure(engineText: text).kind == kind)
  }

  @Test func `knows after which failures the database must be opened again`() {
    #expect(Self.texts.map { DuckDBFailure(engineText: $0.0).endsDatabase } == [false, true, false, false, false, false, true, false])
  }

  static let statements: [(String, DuckDBFailure.Kind)] = [
    ("SELEC 1", .syntax), ("SELECT nope", .syntax), ("SELECT * FROM nope", .syntax), ("SELECT nope(1)", .syntax),
    ("INSERT INTO u VALUES (1, 1), (1, 2)", .constraint), ("INSERT INTO u VALUES (1, NULL)", .constraint),
    ("SELECT 'a'::INTEGER", .type), ("SELECT 9223372036854775807 + 1", .type),
    ("SELECT count(*) FROM (SELECT DISTINCT range::VARCHAR || repeat('y', 50) FROM range(10000000))", .outOfMemory),
  ]

  @Test(arguments: statements) func `sorts what a statement does wrong`(sql: String, kind: DuckDBFailure.Kind) throws {
    var settings = DatabaseSettings()
    settings.memoryLimit = "20MB"
    let connection = try Connection(try Database(path: nil, settings: settings))
    try connection.execute("CREATE TABLE u (i INTEGER PRIMARY KEY, j INTEGER NOT NULL)")
    let failure = #expect(throws: DuckDBFailure.self) { try connection.query(sql).all() }
    #expect(failure?.kind == kind)
    #expect(try connection.query("SELECT 1").all() == [[.int64(1)]])
  }

  @Test func `tells a conflict with another transaction`() throws {
    let database = try Database(path: nil)
    let (first, second) = (try Connection(database), try Connection(database))
    try first.execute("CREATE TABLE u (i INTEGER); INSERT INTO u VALUES (1); BEGIN; UPDATE u SET i = 2")
    let failure = #expect(throws: DuckDBFailure.self) { try second.execute("UPDATE u SET i = 3") }
    #expect(failure?.kind == .conflict)
  }
}
