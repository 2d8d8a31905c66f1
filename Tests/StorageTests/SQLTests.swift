import Storage
import Testing
import Usage

@Suite struct SQLTests {
  @Test func `what is interpolated is bound, in the order of the text`() {
    let inner: SQL = "b = \(.text("'; DROP TABLE request; --"))"
    let sql: SQL = "SELECT \(EventField.user) WHERE a = \(.integer(1)) AND \(inner) OR c = \(.boolean(true))"
    #expect(sql.text == "SELECT user_id WHERE a = ? AND b = ? OR c = ?")
    #expect(sql.binds == [.integer(1), .text("'; DROP TABLE request; --"), .boolean(true)])
  }

  @Test func `lists are joined`() {
    let parts: [SQL] = ["a = \(.integer(1))", "b", "c = \(.integer(2))"]
    let sql: SQL = "\(parts, separator: " AND ")"
    #expect(sql.text == "a = ? AND b AND c = ?")
    #expect(sql.binds == [.integer(1), .integer(2)])
  }

  @Test func `our own numbers and words are written out`() {
    let sql: SQL = "\(number: -5 as Int64), \(number: 7 as Int64), \(word: "success"), \(name: .key(0)), \(name: .metric(1))"
    #expect(sql.text == "(-5), 7, 'success', k0, m1")
    #expect(sql.binds.isEmpty)
  }
}
