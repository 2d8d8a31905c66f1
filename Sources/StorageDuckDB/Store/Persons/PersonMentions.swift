import Accounts
import Foundation
import Storage
import Usage

/// Where a person is not whose a row is, but is in it: a member of a group, the owner of a budget, in a rejected body, in the audit log.
struct PersonMentions {
  let person: DataSubject
  let connection: Connection

  var groups: SQL {
    "FROM user_group WHERE list_contains(from_json(members, '[\"VARCHAR\"]'), \(.text(person.id))) AND \(person.scope)"
  }

  var audits: SQL {
    let mark = "%" + Self.member(person.id).replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    let project: SQL =
      if case .only(let own) = person.projects { "json_extract_string(coalesce(after, before), '$.project') = \(.text(own.text))" } else {
        "TRUE"
      }
    return """
      FROM audit WHERE ((subject = \(.text(person.id)) AND (what LIKE 'user.%' OR what LIKE 'account.%' OR what LIKE 'retention.%'))
        OR before LIKE \(.text(mark)) ESCAPE '\\' OR after LIKE \(.text(mark)) ESCAPE '\\') AND \(project)
      """
  }

  func count(_ rows: SQL) throws -> Int {
    Int(try connection.query(bound: "SELECT count(*) \(rows)").all().first?.first?.whole ?? 0)
  }

  func budgets() throws -> [Budget] {
    try DuckDBStore.budgets(on: connection).filter {
      $0.owner == .user(ID(person.id)) && (person.projects == .all || $0.scope == person.projects)
    }
  }

  /// Ids of rejected events. Their bodies are as they came: only reading them tells.
  func rejected() throws -> [String] {
    var found: [String] = []
    try connection.query(bound: "SELECT id, body FROM quarantine WHERE \(person.scope)").forEach { chunk, row in
      if person.isNamed(inBody: try chunk.columns[1].text(row) ?? "") { found.append(try chunk.columns[0].text(row) ?? "") }
    }
    return found
  }

  func rewriteGroups() throws {
    for row in try connection.query(bound: "SELECT project, id, members \(groups)").all() {
      guard let project = row[0].text, let id = row[1].text, let text = row[2].text else { continue }
      let members = (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
      var changed: [String] = []
      for member in members.map({ $0 == person.id ? person.pseudonym : $0 }) where member != person.pseudonym || !changed.contains(member) {
        changed.append(member)
      }
      let encoded = RecordJSON.encoded(changed)
      _ = try connection.query(
        bound: "UPDATE user_group SET members = \(.text(encoded)) WHERE project = \(.text(project)) AND id = \(.text(id))")
    }
  }

  func rewriteBudgets() throws {
    for budget in try budgets() {
      let own = Budget(
        owner: .user(ID(person.pseudonym)), project: budget.project, limits: budget.limits, isActive: budget.isActive,
        createdAt: budget.createdAt, updatedAt: budget.updatedAt)
      _ = try connection.query(bound: "DELETE FROM budget WHERE id = \(.text(budget.id.text))")
      try DuckDBStore.put(own, on: connection)
      _ = try connection.query(
        bound: "UPDATE demo_record SET id = \(.text(own.id.text)) WHERE kind = 'budget' AND id = \(.text(budget.id.text))")
    }
  }

  /// Somebody of the demo goes with it under the new name too.
  func rewriteInvented() throws {
    _ = try connection.query(
      bound: """
        UPDATE demo_record SET id = \(.text(person.pseudonym)) WHERE kind = 'app_user' AND id = \(.text(person.id)) AND \(person.scope)
        """)
  }

  /// They could not be told of somebody else without being read.
  func removeRejected(_ ids: [String]) throws {
    let statement = try connection.prepare("DELETE FROM quarantine WHERE id = $1")
    for id in ids { _ = try statement.run([.text(id)]) }
  }

  func rewriteAudit() throws {
    let statement = try connection.prepare("UPDATE audit SET subject = $2, before = $3, after = $4 WHERE number = $1")
    for row in try connection.query(bound: "SELECT number, subject, before, after, what \(audits)").all() {
      let documents = row[2...3].map { $0.text.map { $0.replacing(Self.member(person.id), with: Self.member(person.pseudonym)) } }
      var subject = row[1].text == person.id ? person.pseudonym : row[1].text
      // A budget's id is made from its owner's.
      if row[4].text?.hasPrefix("budget.") ?? false, let document = documents[1] ?? documents[0] {
        let members = try? JSONDecoder().decode([String: String].self, from: Data(document.utf8))
        subject = Budget.id(of: .user(ID(person.pseudonym)), members?["project"].map { ID($0) }).text
      }
      _ = try statement.run([row[0], Value(subject), Value(documents[0]), Value(documents[1])])
    }
  }

  /// As it stands in the audit log's documents.
  private static func member(_ id: String) -> String { String(AuditDocument.text(["user_id": id]).dropFirst().dropLast()) }
}
