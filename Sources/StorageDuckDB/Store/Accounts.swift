import Accounts
import Foundation
import Semantics
import Usage

extension DuckDBStore: AccountStore {
  package func users(id: ID<User>?) async throws -> [UserRecord] {
    try await writer.run { connection in try Self.users(ids: id.map { [$0.text] }, on: connection) }
  }

  package func replace(_ user: UserRecord, by next: UserRecord, audit: AuditRecord) async throws -> Bool {
    try await writer.run { connection in
      try connection.transaction {
        let present = try Self.users(ids: [user.id.text], on: connection).first { $0.project == user.project }
        guard present == user else { return false }
        let columns = UserRecord.fields.enumerated().map { "\"\($1.name)\" = $\($0 + 3)" }.joined(separator: ", ")
        _ = try connection.query(
          "UPDATE \(UserRecord.table) SET \(columns) WHERE project = $1 AND id = $2",
          [.text(user.project.text), .text(user.id.text)] + UserRecord.fields.map { Value($0.get(next)) })
        try Self.append([audit], on: connection)
        return true
      }
    }
  }

  private static func users(ids: Set<String>?, on connection: Connection) throws -> [UserRecord] {
    let table = ActivityTable<UserRecord>()
    let query = ActivityQuery<UserRecord>(scope: .all, ids: ids, arrangement: .byID, limit: Int(Int32.max))
    let statement = table.select(query)
    var users: [UserRecord] = []
    let rows = try connection.query(statement.text, statement.values)
    while let chunk = try rows.next() { try table.append(chunk, to: &users) }
    return users
  }
}

extension DuckDBStore: TierStore {
  package func tiers() async throws -> TierBook {
    try await writer.run(Self.tiers)
  }

  private static func tiers(on connection: Connection) throws -> TierBook {
    let document = try connection.query("SELECT document FROM tier_table").all().first?.first?.text
    return try document.map { try JSONDecoder().decode(TierBook.self, from: Data($0.utf8)) } ?? .standard
  }

  package func replaceTiers(_ table: TierBook, inPlaceOf present: TierBook, audit: AuditRecord) async throws -> Bool {
    let document = try table.document
    return try await writer.run { connection in
      try connection.transaction {
        guard try Self.tiers(on: connection) == present else { return false }
        try connection.execute("DELETE FROM tier_table")
        _ = try connection.query("INSERT INTO tier_table VALUES ($1)", [.text(document)])
        try Self.append([audit], on: connection)
        return true
      }
    }
  }
}
