import Backup
import Foundation
import Ingest
import Testing
import Usage

@testable import StorageDuckDB

@Suite struct SnapshotTests {
  private static func settings(_ folder: URL) -> DuckDBStore.Settings {
    var settings = DuckDBStore.Settings()
    settings.engine.openDirectories = [folder.path]
    return settings
  }

  private static func open(_ fixture: StoreFixture) async throws -> DuckDBStore {
    try await DuckDBStore.open(path: fixture.path, settings: settings(fixture.folder))
  }

  /// Puts the snapshot's files into the folder, as a backup does.
  private static func take(_ store: DuckDBStore, into folder: BackupFolder) async throws -> BackupBuild.Report {
    let build = try BackupBuild(in: folder)
    for try await item in try await store.snapshot(known: build.known) {
      switch item {
      case .head(let head): try build.begin(head)
      case .unchanged(let content): try build.keep(content)
      case .part(let content, let file):
        try build.open(content)
        let bytes = [UInt8](unsafeUninitializedCapacity: file.size) { buffer, count in
          count = file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        }
        try build.write(bytes[...])
        try build.closePart()
      }
    }
    return try build.finish()
  }

  private static func restore(_ folder: BackupFolder, to path: String) async throws {
    var settings = DatabaseSettings()
    settings.openDirectories = [folder.path]
    let restoration = try Restoration(of: folder, newestSchema: DuckDBRestore.newestSchema)
    try await restoration.run(into: DuckDBRestore(path: path, settings: settings))
  }

  @Test func `a backup has every table that the engine has, and the schema keeps nothing elsewhere`() async throws {
    let store = try await DuckDBStore.inMemory()
    let (tables, elsewhere, types) = try await store.writer.run { connection in
      (
        try connection.query("SELECT table_name FROM duckdb_tables() ORDER BY 1").all().compactMap { $0[0].text },
        try connection.query(
          "SELECT sequence_name FROM duckdb_sequences() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).all().count,
        try StoredTable.all(on: connection).flatMap(\.columns).map(\.type)
      )
    }
    let backedUp = try await store.writer.run { try StoredTable.all(on: $0).map(\.name) }
    #expect(Set(tables).subtracting(backedUp) == ["schema_migration"])
    #expect(tables.count > 10)
    #expect(elsewhere == 0)
    #expect(Set(types).subtracting(StoredTable.Column.knownTypes) == [])
    await store.close()
  }

  @Test func `a restored store gives the same snapshot`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let store = try await Self.open(fixture)
    try await store.store(SinkBatch(StoreTests.events(3000), from: 1))
    try await store.writer.run { connection in
      for table in try StoredTable.all(on: connection) where !["request", "journal"].contains(table.name) {
        for number in 0..<3 { try Self.fill(table, number, connection) }
      }
    }
    let folder = BackupFolder(path: fixture.folder.appending(path: "backup").path)
    let report = try await Self.take(store, into: folder)
    #expect(report.manifest.parts.allSatisfy { $0.content.totals.rows > 0 })
    await store.close()
    let path = fixture.folder.appending(path: "restored.duckdb").path
    try await Self.restore(folder, to: path)
    let restored = try await DuckDBStore.open(path: path, settings: Self.settings(fixture.folder))
    let again = try await Self.take(restored, into: folder)
    #expect((again.writtenBytes, again.keptParts) == (0, report.manifest.parts.count))
    #expect(again.manifest.parts == report.manifest.parts)
    await restored.close()
  }

  /// Something else in every column, whatever its type: the table may be one that nobody has thought of yet.
  private static func fill(_ table: StoredTable, _ number: Int, _ connection: Connection) throws {
    let cells = table.columns.map { column in
      switch column.type {
      case "TIMESTAMP": "TIMESTAMP '2026-03-0\(number + 1) 10:00:00.123456'"
      case "DATE": "DATE '2026-03-0\(number + 1)'"
      case "BOOLEAN": number == 0 ? "true" : "false"
      case "DOUBLE", "FLOAT": "0.1 + \(number)"
      case "BLOB": "'\\x00\\xFF'::BLOB"
      case "VARCHAR": "'\(column.name) ''ü'' \(number)'"
      default: "\(number + 1)"
      }
    }
    try connection.execute("INSERT INTO \"\(table.name)\" VALUES (\(cells.joined(separator: ", ")))")
  }

  @Test func `requests are cut by their sequences, and only what has changed is written again`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let store = try await Self.open(fixture)
    let folder = BackupFolder(path: fixture.folder.appending(path: "backup").path)
    try await store.store(SinkBatch(StoreTests.events(10), from: 1))
    try await store.store(SinkBatch(StoreTests.events(10), from: 999_996))
    try await store.store(SinkBatch(StoreTests.events(10), from: 4_000_001))
    let first = try await Self.take(store, into: folder).manifest.parts.filter { $0.content.table == "request" }
    #expect(first.map(\.content.first) == [1, 1_000_001, 4_000_001])
    #expect(first.map(\.content.totals.rows) == [15, 5, 10])
    try await store.writer.run { try $0.execute("UPDATE request SET user_id = 'erased' WHERE seq = 1000001") }
    let second = try await Self.take(store, into: folder).manifest.parts.filter { $0.content.table == "request" }
    #expect(second.map { first.contains($0) } == [true, false, true])
    await store.close()
  }

  @Test func `tables of another form are refused`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let store = try await Self.open(fixture)
    let folder = BackupFolder(path: fixture.folder.appending(path: "backup").path)
    let contents = try await Self.take(store, into: folder).manifest.parts.map(\.content)
    await store.close()
    func refusal(_ contents: [PartContent]) async throws -> BackupFailure? {
      let target = try DuckDBRestore(path: fixture.folder.appending(path: UUID().uuidString).path, settings: DatabaseSettings())
      do { try await target.prepare(schema: DuckDBRestore.newestSchema, for: contents) } catch { return error as? BackupFailure }
      return nil
    }
    #expect(try await refusal(contents) == nil)
    #expect(try await refusal(contents.filter { $0.table != "chat" }) == .otherTables("there is no chat"))
    let odd = PartContent(table: "odd", range: nil, columns: ["id"], totals: contents[0].totals)
    #expect(try await refusal(contents + [odd]) == .otherTables("odd is not known"))
    let short = PartContent(table: "chat", range: nil, columns: ["id"], totals: contents[0].totals)
    #expect(try await refusal(contents.filter { $0.table != "chat" } + [short]) != nil)
  }

  @Test func `a backup of an earlier schema is brought forward`() async throws {
    let fixture = try StoreFixture()
    defer { fixture.remove() }
    let folder = BackupFolder(path: fixture.folder.appending(path: "backup").path)
    try Self.backUpEarlierStore(in: fixture, to: folder)
    let path = fixture.folder.appending(path: "restored.duckdb").path
    try await Self.restore(folder, to: path)
    let store = try await DuckDBStore.open(path: path)
    #expect(try await store.storedSequence() == 7)
    #expect(try await store.priceOverrides() == ["x"])
    #expect(try await store.budgets().isEmpty)
    await store.close()
  }

  /// Of a store as a program made it that knew the first two steps.
  private static func backUpEarlierStore(in fixture: StoreFixture, to folder: BackupFolder) throws {
    var settings = DatabaseSettings()
    settings.openDirectories = [fixture.folder.path]
    let connection = try Connection(Database(path: nil, settings: settings))
    try Migrations(Array(Migrations.all.prefix(2))).run(on: connection)
    try connection.execute("UPDATE journal SET stored_sequence = 7; INSERT INTO price_override VALUES (1, 'x')")
    let build = try BackupBuild(in: folder)
    try build.begin(SnapshotHead(weir: "0", engine: DuckDBStore.engine, schema: 2, sequence: 7, createdAt: ""))
    for table in try StoredTable.all(on: connection) {
      let file = fixture.folder.appending(path: table.name + ".parquet").path
      try table.copy(nil, to: file, on: connection)
      let columns = table.columns.map(\.name)
      try build.open(PartContent(table: table.name, range: nil, columns: columns, totals: table.totals(of: nil, on: connection)))
      try build.write([UInt8](Data(contentsOf: URL(filePath: file)))[...])
      try build.closePart()
    }
    _ = try build.finish()
  }

  @Test func `the rules of a sound store hold, and each is broken by what it forbids`() async throws {
    let store = try await DuckDBStore.inMemory()
    try await store.store(SinkBatch(StoreTests.events(50), from: 1))
    func failed() async -> [String] {
      var names: [String] = []
      for await finding in store.inspect() where !finding.passed { names.append(finding.check) }
      return names
    }
    #expect(await failed() == [])
    for (statement, rule) in [
      ("UPDATE request SET output_tokens = -1 WHERE seq = 3", "nothing counted is negative"),
      ("UPDATE request SET cost_nano = 5, cost_source = 'none' WHERE seq = 3", "a cost and its source agree"),
      ("UPDATE request SET seq = 999 WHERE seq = 3", "what is stored is known to be stored"),
      ("UPDATE request SET seq = 4 WHERE seq = 3", "no sequence is used twice"),
      ("UPDATE request SET id = 'e1' WHERE seq = 3", "no event is stored twice"),
      ("INSERT INTO journal VALUES (1)", "the journal's mark is one row"),
    ] {
      try await store.writer.run { try $0.execute("CREATE TABLE kept AS FROM request; " + statement) }
      #expect(await failed() == [rule])
      try await store.writer.run {
        try $0.execute(
          "DELETE FROM request; INSERT INTO request FROM kept; DROP TABLE kept; DELETE FROM journal; INSERT INTO journal VALUES (50)")
      }
    }
    await store.close()
  }
}
