import Accounts
import Jobs
import Storage
import Usage

extension DuckDBStore: PersonStore {
  package func erase(_ erasure: Erasure) async throws -> Int? { try await erase(erasure, batch: 20_000) { _ in } }

  /// - Parameter step: called before each transaction but the first with how many there were: where a test cuts it off.
  func erase(_ erasure: Erasure, batch: Int64, before step: @Sendable (Int) throws -> Void) async throws -> Int? {
    guard let (person, records) = try await writer.run({ try Self.begin(erasure, on: $0) }) else { return nil }
    var steps = 0
    func exhaust(_ table: PersonTable, _ work: @Sendable (PersonRewriting, Connection) throws -> Int) async throws {
      var changed: Int
      repeat {
        steps += 1
        try step(steps)
        changed = try await writer.run { try work(PersonRewriting(table: table, person: person), $0) }
      } while changed == Int(batch)
    }
    for table in PersonTable.all where table.chat != nil { try await exhaust(table) { try $0.runInChats(limit: batch, on: $1) } }
    for table in PersonTable.all { try await exhaust(table) { try $0.run(limit: batch, on: $1) } }
    return records
  }

  package func removeFromDirectory(_ user: ID<User>, in projects: ProjectScope, at: Timestamp, by who: String) async throws -> Int {
    let removed = try await users(id: user).filter { projects.contains($0.project) }
    guard !removed.isEmpty else { return 0 }
    let records = removed.map {
      AuditRecord(at: at, who: who, what: "user.remove", subject: user.text, before: $0.accountDocument)
    }
    return try await writer.run { connection in
      try connection.transaction {
        let scope = DataSubject(user, as: user, in: projects).scope
        try Self.append(records, on: connection)
        return try connection.query(bound: "DELETE FROM app_user WHERE id = \(.text(user.text)) AND \(scope)").changedCount
      }
    }
  }

  /// All that is small, and the record of the erasure. nil if nothing is the person's.
  private static func begin(_ erasure: Erasure, on connection: Connection) throws -> (DataSubject, Int)? {
    try connection.transaction {
      let (person, counts) = try found(DataSubject(erasure), on: connection)
      let mentions = PersonMentions(person: person, connection: connection)
      let rejected = try mentions.rejected(), audits = try mentions.count(mentions.audits)
      let total = counts.values.reduce(0, +)
      guard total + rejected.count + audits > 0 else { return nil }
      try removeForebears(of: person, on: connection)
      try mentions.rewriteGroups()
      try mentions.rewriteBudgets()
      try mentions.rewriteInvented()
      try mentions.removeRejected(rejected)
      try mentions.rewriteAudit()
      var told: [String: String?] = counts.filter { $0.value > 0 }.mapValues(String.init)
      if case .only(let project) = person.projects { told["project"] = project.text }
      told["quarantine"] = rejected.isEmpty ? nil : String(rejected.count)
      try append(
        [
          AuditRecord(
            at: erasure.at, who: erasure.who, what: "user.erase", subject: person.pseudonym, after: AuditDocument.text(told))
        ], on: connection)
      return (person, total)
    }
  }

  /// The person with their names, and how much there is of them by table.
  static func found(_ person: DataSubject, on connection: Connection) throws -> (DataSubject, [String: Int]) {
    var person = person, counts: [String: Int] = [:]
    let directory: SQL = "SELECT name, email FROM app_user WHERE id = \(.text(person.id)) AND \(person.scope)"
    person.names = try connection.query(bound: directory).all().flatMap { $0.compactMap(\.text) }.filter { !$0.isEmpty }
    let mentions = PersonMentions(person: person, connection: connection)
    for table in PersonTable.all { counts[table.name.text] = try mentions.count("FROM \(table.name) WHERE \(person.owns(table))") }
    counts["user_group"] = try mentions.count(mentions.groups)
    counts["budget"] = try mentions.budgets().count
    return (person, counts)
  }

  /// Who came back after an erasure and is erased again takes the place of who they were: a record's name is unique.
  private static func removeForebears(of person: DataSubject, on connection: Connection) throws {
    _ = try connection.query(
      bound: """
        DELETE FROM app_user WHERE id = \(.text(person.pseudonym))
          AND project IN (SELECT project FROM app_user WHERE id = \(.text(person.id)) AND \(person.scope))
        """)
    _ = try connection.query(
      bound: """
        DELETE FROM feedback WHERE user_id = \(.text(person.pseudonym)) AND (project, id) IN (
          SELECT project, 'message:' || message_id || '/' || \(.text(person.pseudonym)) FROM feedback
          WHERE user_id = \(.text(person.id)) AND id = 'message:' || message_id || '/' || \(.text(person.id)) AND \(person.scope))
        """)
  }
}
