import Accounts
import Storage
import Testing
import Usage

@testable import StorageDuckDB

@Suite struct PersonTests {
  private struct Cut: Error {}

  private static let erasure = Erasure(
    of: ID("anna"), as: ID("erased-1"), in: .all, at: Timestamp(microseconds: 0), by: "test")

  @Test func `what becomes of every text in the store is decided`() async throws {
    let store = try await DuckDBStore.inMemory()
    for table in try await store.writer.run(StoredTable.all) where !PersonTable.special.union(PersonTable.others).contains(table.name) {
      let known = try #require(PersonTable.all.first { $0.name.text == table.name }, "the table \(table.name)")
      let decided = Set(known.kept + known.treatments.map(\.column.text) + [known.person.text])
      let texts = Set(table.columns.filter { ["VARCHAR", "BLOB"].contains($0.type) }.map(\.name))
      #expect(decided == texts, "in \(table.name)")
    }
    await store.close()
  }

  @Test func `nothing in any table names an erased person`() async throws {
    let store = try await Self.filled()
    #expect(try await store.erase(Self.erasure) == 9 * Self.rows + 2)
    for table in try await store.writer.run(StoredTable.all) {
      for column in table.columns where column.type == "VARCHAR" {
        let found = try await store.writer.run {
          try $0.query("SELECT count(*) FROM \(table.name) WHERE contains(lower(\(column.quoted)), 'anna')").all()[0][0]
        }
        #expect(found == .int64(0), "\(table.name).\(column.name)")
      }
    }
    #expect(try await store.erase(Self.erasure) == nil)
    await store.close()
  }

  @Test func `no row is lost and no number changes`() async throws {
    let store = try await Self.filled()
    let before = try await Self.totals(store)
    _ = try await store.erase(Self.erasure)
    #expect(try await Self.totals(store) == before)
    await store.close()
  }

  @Test func `cut off anywhere and begun again it ends the same`() async throws {
    let whole = try await Self.filled()
    _ = try await whole.erase(Self.erasure, batch: 2) { _ in }
    let expected = try await Self.dump(whole)
    await whole.close()
    for cut in 1...120 {
      let store = try await Self.filled()
      let isCut: Bool
      do {
        _ = try await store.erase(Self.erasure, batch: 2) { if $0 == cut { throw Cut() } }
        isCut = false
      } catch is Cut { isCut = true }
      _ = try await store.erase(Self.erasure, batch: 2) { _ in }
      #expect(try await Self.dump(store) == expected, "cut at \(cut)")
      await store.close()
      if !isCut { return }
    }
    Issue.record("it never came to its end")
  }

  @Test func `a pseudonym is the same each time and another for other persons and secrets`() {
    let one = Pseudonyms(secret: Array(repeating: 1, count: 32)), other = Pseudonyms(secret: Array(repeating: 2, count: 32))
    #expect(one.pseudonym(of: ID("anna")) == one.pseudonym(of: ID("anna")))
    #expect(Set([one.pseudonym(of: ID("anna")), one.pseudonym(of: ID("bob")), other.pseudonym(of: ID("anna"))]).count == 3)
  }

  // A person in every column that may have one, by the engine's own catalogue.

  private static let rows = 3

  private static func filled() async throws -> DuckDBStore {
    let store = try await DuckDBStore.inMemory()
    try await store.writer.run { connection in
      for table in try StoredTable.all(on: connection) {
        guard let known = PersonTable.all.first(where: { $0.name.text == table.name }) else { continue }
        for who in ["'anna'", "'bob'"] {
          let cells = table.columns.map { cell($0, known, who) }.joined(separator: ", ")
          try connection.execute("INSERT INTO \(table.name) SELECT \(cells) FROM range(\(rows)) t(i)")
        }
        guard known.chat != nil else { continue }
        let cells = table.columns.map { cell($0, known, $0.name == "user_id" ? "NULL" : "'anna'") }.joined(separator: ", ")
        try connection.execute("INSERT INTO \(table.name) SELECT \(cells) FROM range(\(rows)) t(i)")
      }
      try connection.execute(
        """
        INSERT INTO user_group (project, id, members) VALUES ('p', 'g', '["bob","anna"]'), ('p', 'h', '["bob"]');
        INSERT INTO quarantine VALUES (1, 'q', make_timestamp(0), 'p', 's', 'invalid', NULL, 'm', '{"user_id":"anna"'),
          (2, 'r', make_timestamp(0), 'p', 's', 'invalid', NULL, 'm', '{"user_id":"bob"}');
        INSERT INTO audit (number, changed_at, who, what, subject, before, after) VALUES
          (1, make_timestamp(0), 'w', 'account.grace_over', 'anna', '{"project":"p"}', NULL),
          (2, make_timestamp(0), 'w', 'budget.create', 'b', NULL, '{"project":"p","user_id":"anna"}')
        """)
    }
    let now = Timestamp(microseconds: 0)
    try await store.put(Budget(owner: .user(ID("anna")), limits: [.dailyRequests: 1], createdAt: now, updatedAt: now))
    return store
  }

  private static func cell(_ column: StoredTable.Column, _ table: PersonTable, _ who: String) -> String {
    if column.name == table.person.text { return who }
    switch column.type {
    case "VARCHAR": break
    case "BOOLEAN": return "TRUE"
    case "TIMESTAMP": return "make_timestamp(i)"
    default: return "i + 1"
    }
    switch table.treatments.first(where: { $0.column.text == column.name })?.treatment {
    case .tags: return "'{\"team\":\"x\",\"who\":\"' || \(who) || '\"}'"
    case .errorTexts: return "'{\"a\":\"by ' || \(who) || '\"}'"
    case .opinion: return "'message:k' || i || '/' || coalesce(\(who), '')"
    case .identifier: return who
    case .emptied, .blanked: return "'by ' || \(who)"
    case nil: return "'k' || i"
    }
  }

  private static func totals(_ store: DuckDBStore) async throws -> [String: [Value]] {
    try await store.writer.run { connection in
      var totals: [String: [Value]] = [:]
      for table in try StoredTable.all(on: connection) where !["audit", "quarantine"].contains(table.name) {
        let sums = table.columns.filter(\.isWhole).map { "CAST(sum(\($0.quoted)) AS VARCHAR)" }
        let users = table.columns.contains { $0.name == "user_id" } ? ["count(DISTINCT user_id)"] : []
        totals[table.name] = try connection.query("SELECT \((["count(*)"] + users + sums).joined(separator: ", ")) FROM \(table.name)")
          .all()[0]
      }
      return totals
    }
  }

  private static func dump(_ store: DuckDBStore) async throws -> [String: [[Value]]] {
    try await store.writer.run { connection in
      var rows: [String: [[Value]]] = [:]
      for table in try StoredTable.all(on: connection) where table.name != "audit" {
        rows[table.name] = try connection.query("SELECT * FROM \(table.name) ORDER BY ALL").all()
      }
      return rows
    }
  }
}
