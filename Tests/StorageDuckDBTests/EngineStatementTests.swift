import Testing

@testable import StorageDuckDB

struct EngineStatementTests {
  let connection = try! Connection(try! Database(path: nil))

  static let values: [Value] = [
    .null, .bool(true), .bool(false), .int64(.min), .int64(.max), .int128(Int128.max), .int128(-Int128(Int64.max) * 10), .double(-0.1),
    .double(.infinity), .text(""), .text("twelve bytes"), .text("thirteen byte"), .text("naïve 🦆 and 'quotes' \0 inside"),
    .timestamp(1_700_000_000_123_456), .timestamp(-1), .blob([0, 255, 1]), .blob([]), .blob(Array(repeating: 7, count: 40)),
  ]

  @Test(arguments: values) func `a bound value comes back as it was`(value: Value) throws {
    #expect(try connection.query("SELECT $1", [value]).all() == [[value]])
  }

  @Test func `a statement can be run again with other values`() throws {
    let statement = try connection.prepare("SELECT ? + ?")
    #expect(try statement.run([.int64(1), .int64(2)]).all() == [[.int64(3)]])
    #expect(try statement.run([.double(0.5), .int64(2)]).all() == [[.double(2.5)]])
  }

  @Test func `wants a value for every parameter`() {
    #expect(throws: DuckDBFailure.self) { try connection.query("SELECT $1, $2", [.int64(1)]) }
    #expect(throws: DuckDBFailure.self) { try connection.query("SELECT 1", [.int64(1)]) }
  }

  @Test(arguments: ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "DECIMAL(9,0)"])
  func `every kind of integer reads as one`(type: String) throws {
    let chunk = try #require(try connection.query("SELECT 42::\(type), NULL::\(type)").next())
    #expect(try chunk.columns[0].int64(0) == 42)
    #expect(try chunk.columns[0].double(0) == 42)
    #expect(try chunk.columns[1].int64(0) == nil)
  }

  @Test func `refuses to read a type as what it is not`() throws {
    let chunk = try #require(try connection.query("SELECT 1.5::DOUBLE, 'x', 170141183460469231731687303715884105727, [1], true").next())
    #expect(throws: DuckDBFailure.self) { try chunk.columns[0].int64(0) }
    #expect(throws: DuckDBFailure.self) { try chunk.columns[1].double(0) }
    #expect(throws: DuckDBFailure.self) { try chunk.columns[2].int64(0) }
    #expect(throws: DuckDBFailure.self) { try chunk.columns[3].text(0) }
    #expect(throws: DuckDBFailure.self) { try chunk.columns[4].timestamp(0) }
    #expect(try chunk.columns[2].int128(0) == .max)
  }

  @Test func `reads decimals, dates, times with a zone and lists`() throws {
    let sql = """
      SELECT 12.345::DECIMAL(18,3), DATE '1970-01-03', TIMESTAMPTZ '1970-01-01 00:00:01+00', [1, NULL, 2.5::DOUBLE], NULL::DOUBLE[]
      """
    let columns = try #require(try connection.query(sql).next()).columns
    #expect(try columns[0].double(0) == 12.345)
    #expect(try columns[1].timestamp(0) == 172_800_000_000)
    #expect(try columns[2].timestamp(0) == 1_000_000)
    #expect(try columns[3].doubles(0) == [1, nil, 2.5])
    #expect(try columns[4].doubles(0) == nil)
  }

  @Test(arguments: [false, true]) func `reads more rows than a chunk holds`(streaming: Bool) throws {
    let sql = "SELECT range, CASE WHEN range % 3 = 0 THEN NULL ELSE 'row ' || range END FROM range(5000)"
    let rows = try connection.query(sql, streaming: streaming)
    var (sum, nulls, bytes): (Int64, Int, Int) = (0, 0, 0)
    try rows.forEach { chunk, row in
      sum += try chunk.columns[0].int64(row) ?? 0
      if let count = try chunk.columns[1].bytes(row, { $0.count }) { bytes += count } else { nulls += 1 }
    }
    #expect((sum, nulls) == (12_497_500, 1_667))
    #expect(bytes == (0..<5000).filter { $0 % 3 != 0 }.reduce(0) { $0 + 4 + String($1).utf8.count })
  }

  @Test func `reads columns that the engine keeps as constants or dictionaries`() throws {
    try connection.execute("CREATE TABLE d AS SELECT 'model-number-' || (range % 3) AS m FROM range(5000)")
    let rows = try connection.query("SELECT m, 'the same long text', NULL::BIGINT FROM d WHERE m = 'model-number-1'").all()
    #expect(rows == Array(repeating: [.text("model-number-1"), .text("the same long text"), .null], count: 1667))
  }

  @Test func `a column outlives its rows, its chunk and its connection`() throws {
    let column = try #require(try Connection(try Database(path: nil)).query("SELECT 'a text of more than twelve bytes'").next()).columns[0]
    #expect(try column.text(0) == "a text of more than twelve bytes")
  }

  @Test func `counts the rows a statement changed`() throws {
    try connection.execute("CREATE TABLE c AS SELECT range AS i FROM range(10)")
    #expect(try connection.query("DELETE FROM c WHERE i < $1", [.int64(4)]).changedCount == 4)
  }

  @Test func `a transaction is committed whole or not at all`() throws {
    struct Stop: Error {}
    try connection.execute("CREATE TABLE c (i INTEGER)")
    try connection.transaction { try connection.execute("INSERT INTO c VALUES (1)") }
    #expect(throws: Stop.self) {
      try connection.transaction {
        try connection.execute("INSERT INTO c VALUES (2)")
        throw Stop()
      }
    }
    #expect(throws: DuckDBFailure.self) {
      try connection.transaction {
        try connection.execute("INSERT INTO c VALUES (3)")
        try connection.execute("SELECT nope")
      }
    }
    #expect(try connection.query("SELECT i FROM c").all() == [[.int64(1)]])
  }
}
