import Foundation
import Testing

@testable import StorageDuckDB

struct EngineOpeningTests {
  let folder = try! EngineFolder()

  @Test func `keeps what was committed`() throws {
    try filled("a.db")
    #expect(try sum("a.db") == 499_500)
  }

  @Test func `a fresh file can be opened again without having been written to`() throws {
    _ = try Database(path: folder.path("a.db"))
    _ = try Connection(try Database(path: folder.path("a.db")))
  }

  @Test func `names another process that holds the file`() throws {
    try filled("a.db")
    try withFileLocked("a.db") {
      #expect(failure { try Database(path: folder.path("a.db")) } == .locked)
    }
    #expect(try sum("a.db") == 499_500)
  }

  @Test func `takes no other file for a database`() throws {
    try folder.write(Data(repeating: 65, count: 20_000), as: "a.db")
    #expect(failure { try Database(path: folder.path("a.db")) } == .damaged)
  }

  @Test(arguments: [4_096 + 20, 8_192 + 20]) func `sees a header that does not match its checksum`(offset: Int) throws {
    try filled("a.db")
    var bytes = try Data(contentsOf: URL(filePath: folder.path("a.db")))
    for other in [4_096, 8_192] { bytes[other + offset % 4_096] ^= 0xff }
    try folder.write(bytes, as: "a.db")
    #expect(failure { try Database(path: folder.path("a.db")) } == .damaged)
  }

  @Test func `sees data that does not match its checksum`() throws {
    try filled("a.db")
    var bytes = try Data(contentsOf: URL(filePath: folder.path("a.db")))
    for index in 12_288 + 50..<bytes.count { bytes[index] ^= 0xff }
    try folder.write(bytes, as: "a.db")
    #expect(failure { try sum("a.db") } == .damaged)
  }

  @Test func `sees a file that has lost its end`() throws {
    try filled("a.db")
    try folder.write(try Data(contentsOf: URL(filePath: folder.path("a.db"))).prefix(20_000), as: "a.db")
    #expect(failure { try sum("a.db") } == .damaged)
  }

  @Test func `tells a file of a later engine from a damaged one`() throws {
    try filled("a.db")
    var bytes = try Data(contentsOf: URL(filePath: folder.path("a.db")))
    bytes.replaceSubrange(12..<20, with: withUnsafeBytes(of: UInt64(999).littleEndian) { Data($0) })
    bytes.replaceSubrange(0..<8, with: withUnsafeBytes(of: checksum(bytes[8..<4_096]).littleEndian) { Data($0) })
    try folder.write(bytes, as: "a.db")
    #expect(failure { try Database(path: folder.path("a.db")) } == .newerVersion)
  }

  @Test func `does not make folders`() {
    #expect(failure { try Database(path: folder.path("no/such/a.db")) } == .missing)
  }

  @Test func `refuses writes to a file opened for reading`() throws {
    try filled("a.db")
    var settings = DatabaseSettings()
    settings.access = .readOnly
    let connection = try Connection(try Database(path: folder.path("a.db"), settings: settings))
    #expect(failure { try connection.execute("INSERT INTO t VALUES (1)") } == .readOnly)
  }

  @Test func `a closed database makes no connections`() throws {
    let database = try Database(path: nil)
    database.close()
    #expect(failure { try Connection(database) } == .closed)
  }

  @Test func `closes files, the network and its own settings to SQL`() throws {
    let connection = try Connection(try Database(path: nil))
    #expect(failure { try connection.execute("SELECT * FROM read_csv('/etc/passwd')") } == .forbidden)
    #expect(failure { try connection.execute("COPY (SELECT 1) TO '\(folder.path("a.csv"))'") } == .forbidden)
    #expect(failure { try connection.execute("ATTACH '\(folder.path("b.db"))'") } == .forbidden)
    #expect(failure { try connection.execute("INSTALL httpfs") } == .forbidden)
    #expect(failure { try connection.execute("SET enable_external_access = true") } == .forbidden)
    #expect(failure { try connection.execute("SET memory_limit = '100GB'") } == .forbidden)
  }

  @Test func `opens the named folders alone to SQL`() throws {
    var settings = DatabaseSettings()
    settings.openDirectories = [folder.path("")]
    let connection = try Connection(try Database(path: nil, settings: settings))
    try connection.execute("COPY (SELECT 1 AS x) TO '\(folder.path("a.parquet"))' (FORMAT parquet)")
    #expect(try connection.query("SELECT x FROM read_parquet('\(folder.path("a.parquet"))')").all() == [[.int64(1)]])
    #expect(failure { try connection.execute("SELECT * FROM read_csv('/etc/passwd')") } == .forbidden)
  }

  @Test func `says which setting the engine does not take`() {
    var settings = DatabaseSettings()
    settings.further = ["no_such_setting": "1"]
    #expect(throws: DuckDBFailure.self) { try Database(path: nil, settings: settings) }
  }

  private func filled(_ name: String) throws {
    let connection = try Connection(try Database(path: folder.path(name)))
    try connection.execute("CREATE TABLE t AS SELECT range AS i FROM range(1000); CHECKPOINT")
  }

  private func sum(_ name: String) throws -> Int64? {
    let connection = try Connection(try Database(path: folder.path(name)))
    return try connection.query("SELECT sum(i) FROM t").next()?.columns[0].int64(0)
  }

  private func failure<T>(_ body: () throws -> T) -> DuckDBFailure.Kind? {
    do { _ = try body() } catch { return (error as? DuckDBFailure)?.kind }
    return nil
  }

  /// The engine's checksum of a block whose length is a multiple of 8 bytes.
  private func checksum(_ block: Data) -> UInt64 {
    stride(from: block.startIndex, to: block.endIndex, by: 8).reduce(5_381) { sum, start in
      let word = block[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return sum ^ (word &* 0xbf58_476d_1ce4_e5b9)
    }
  }

  /// A lock counts for a process as a whole, so it takes another one to be locked out.
  private func withFileLocked(_ name: String, _ body: () throws -> Void) throws {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", "import fcntl,sys\nf=open(sys.argv[1],'r+b')\nfcntl.lockf(f,fcntl.LOCK_EX)\nprint(1,flush=True)\nsys.stdin.read()",
      folder.path(name),
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    defer {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    try body()
  }
}
