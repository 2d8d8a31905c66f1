import Testing

@testable import StorageDuckDB

struct EngineAppenderTests {
  let connection = try! Connection(try! Database(path: nil))

  @Test func `writes every type, and NULL where nothing was set`() throws {
    try connection.execute(
      "CREATE TABLE t (a BOOLEAN, b TINYINT, c SMALLINT, d INTEGER, e BIGINT, f HUGEINT, g DOUBLE, h VARCHAR, i TIMESTAMP, j BLOB)")
    let appender = try Appender(connection, table: "t")
    let row: [Value] = [
      .bool(true), .int64(-128), .int64(300), .int64(-70_000), .int64(.min), .int128(Int128.max), .double(1e300), .text("naïve 🦆 text"),
      .timestamp(1_700_000_000_123_456), .blob([0, 255]),
    ]
    for (column, value) in row.enumerated() { appender.chunk.set(column, 1, value) }
    try appender.append(rows: 3)
    try appender.flush()
    let nulls = [Value](repeating: .null, count: row.count)
    #expect(try connection.query("SELECT * FROM t").all() == [nulls, row, nulls])
  }

  @Test(arguments: [0, 1, 11, 12, 13, 100, 100_000]) func `keeps text of any length`(length: Int) throws {
    try connection.execute("CREATE TABLE t (s VARCHAR)")
    let text = String(repeating: "x", count: length)
    let appender = try Appender(connection, table: "t")
    appender.chunk.setText(0, 0, "something longer that was there before")
    appender.chunk.setText(0, 0, text)
    try appender.append(rows: 1)
    try appender.flush()
    #expect(try connection.query("SELECT s, s = $1 FROM t", [.text(text)]).all() == [[.text(text), .bool(true)]])
  }

  @Test func `a chunk starts empty again after it was appended`() throws {
    try connection.execute("CREATE TABLE t (i BIGINT, s VARCHAR)")
    let appender = try Appender(connection, table: "t")
    for pass in 0..<3 {
      for row in 0..<ChunkWriter.capacity where row % 2 == pass % 2 {
        appender.chunk.setInt64(0, row, Int64(row))
        appender.chunk.setText(1, row, "a longer text, number \(row)")
      }
      try appender.append(rows: ChunkWriter.capacity)
    }
    try appender.flush()
    let counts = try connection.query("SELECT count(*), count(i), count(s), count(DISTINCT s) FROM t").all()
    #expect(counts == [[.int64(6144), .int64(3072), .int64(3072), .int64(2048)]])
  }

  @Test func `gives the named columns and leaves the others their defaults`() throws {
    try connection.execute("CREATE TABLE t (a BIGINT, b BIGINT DEFAULT 7, c VARCHAR)")
    let appender = try Appender(connection, table: "t", columns: ["c", "a"])
    appender.chunk.setText(0, 0, "x")
    appender.chunk.setInt64(1, 0, 1)
    try appender.append(rows: 1)
    try appender.flush()
    #expect(try connection.query("SELECT a, b, c FROM t").all() == [[.int64(1), .int64(7), .text("x")]])
  }

  @Test func `checks bytes of unknown origin`() throws {
    try connection.execute("CREATE TABLE t (s VARCHAR)")
    let appender = try Appender(connection, table: "t")
    let bad: [UInt8] = [0x61, 0xff]
    #expect(throws: DuckDBFailure.self) { try bad.withUnsafeBytes { try appender.chunk.setText(0, 0, checking: $0) } }
    let good = Array("naïve".utf8)
    try good.withUnsafeBytes { try appender.chunk.setText(0, 1, checking: $0) }
    try appender.append(rows: 2)
    try appender.flush()
    #expect(try connection.query("SELECT s FROM t").all() == [[.null], [.text("naïve")]])
  }

  @Test func `a refused row leaves nothing behind, also when the appender goes later`() throws {
    try connection.execute("CREATE TABLE t (i BIGINT PRIMARY KEY)")
    var appender: Appender? = try Appender(connection, table: "t")
    let failure = #expect(throws: DuckDBFailure.self) {
      try connection.transaction {
        for row in 0..<3 { appender?.chunk.setInt64(0, row, row == 2 ? 1 : Int64(row)) }
        try appender?.append(rows: 3)
        try appender?.flush()
      }
    }
    #expect(failure?.kind == .constraint)
    appender = nil
    #expect(try connection.query("SELECT count(*) FROM t").all() == [[.int64(0)]])
  }

  @Test func `rows never flushed are never stored`() throws {
    try connection.execute("CREATE TABLE t (i BIGINT)")
    var appender: Appender? = try Appender(connection, table: "t")
    appender?.chunk.setInt64(0, 0, 1)
    try appender?.append(rows: 1)
    appender = nil
    #expect(try connection.query("SELECT count(*) FROM t").all() == [[.int64(0)]])
  }

  @Test func `one appender serves many transactions, also after one was given up`() throws {
    struct Stop: Error {}
    try connection.execute("CREATE TABLE t (i BIGINT)")
    let appender = try Appender(connection, table: "t")
    for number in 0..<4 {
      do {
        try connection.transaction {
          appender.chunk.setInt64(0, 0, Int64(number))
          try appender.append(rows: 1)
          if number == 1 { throw Stop() }
          try appender.flush()
          if number == 2 { throw Stop() }
        }
      } catch is Stop { appender.discard() }
    }
    #expect(try connection.query("SELECT i FROM t ORDER BY i").all() == [[.int64(0)], [.int64(3)]])
  }

  @Test func `names a table that is not there`() {
    let failure = #expect(throws: DuckDBFailure.self) { try Appender(connection, table: "nope") }
    #expect(failure?.kind == .syntax)
  }
}
