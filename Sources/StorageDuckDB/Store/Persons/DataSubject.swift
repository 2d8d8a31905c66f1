import Accounts
import Foundation
import Storage
import Usage

/// A person as the statements about them look for them.
struct DataSubject: Sendable {
  let id: String
  let pseudonym: String
  let projects: ProjectScope
  /// Their name and address, as the directory has them.
  var names: [String] = []

  init(_ erasure: Erasure) { self.init(erasure.user, as: erasure.pseudonym, in: erasure.projects) }

  init(_ user: ID<User>, as pseudonym: ID<User>, in projects: ProjectScope) {
    (id, self.pseudonym, self.projects) = (user.text, pseudonym.text, projects)
  }

  var scope: SQL {
    switch projects {
    case .all: "TRUE"
    case .only(let project): "project = \(.text(project.text))"
    }
  }

  func owns(_ table: PersonTable) -> SQL { "\(table.person) = \(.text(id)) AND \(scope)" }

  /// Chats in which nobody else is known to be.
  var chats: SQL {
    let turns: SQL = """
      (SELECT project, chat_id, user_id FROM message UNION ALL SELECT project, id AS chat_id, user_id FROM chat
      UNION ALL SELECT project, chat_id, user_id FROM request)
      """
    let isTheirs: SQL = "user_id IN (\(.text(id)), \(.text(pseudonym)))"
    return """
      (SELECT project, chat_id FROM \(turns) WHERE user_id IS NOT NULL
      AND (project, chat_id) IN (SELECT project, chat_id FROM \(turns) WHERE \(isTheirs) AND chat_id IS NOT NULL AND \(scope))
      GROUP BY project, chat_id HAVING bool_and(\(isTheirs)))
      """
  }

  /// Rows that are nobody's, in chats of the person.
  func ownsByChat(_ chat: SQL) -> SQL { "user_id IS NULL AND \(scope) AND (project, \(chat)) IN \(chats)" }

  /// Whether the text is the person's id, name or address, or has the address or the full name in it. A single word in a text may mean
  /// anything.
  func isNamed(in text: String) -> Bool {
    text == id || names.contains { text.caseInsensitiveCompare($0) == .orderedSame }
      || ([id] + names).contains { ($0.contains("@") || $0.contains(" ")) && text.localizedCaseInsensitiveContains($0) }
  }

  /// Whether a body that somebody sent has the person in it, as a value of JSON or, where it is none, anywhere.
  func isNamed(inBody body: String) -> Bool {
    guard let value = try? JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed) else {
      return ([id] + names).contains { body.localizedCaseInsensitiveContains($0) }
    }
    return isNamed(inValue: value)
  }

  private func isNamed(inValue value: Any) -> Bool {
    switch value {
    case let text as String: isNamed(in: text)
    case let number as NSNumber: number.stringValue == id
    case let list as [Any]: list.contains { isNamed(inValue: $0) }
    case let object as [String: Any]: object.values.contains { isNamed(inValue: $0) }
    default: false
    }
  }
}

extension Connection {
  func query(bound sql: SQL) throws(DuckDBFailure) -> Rows { try query(sql.text, sql.binds.map(Value.init)) }
}
