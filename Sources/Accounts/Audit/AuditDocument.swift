import Foundation
import Usage

/// What something was like before or after a change: a JSON object of texts, with its keys in order. Never a secret, never what people
/// or models wrote. Whose it is stands under `user_id` and nowhere else, so that it can be found when the person is erased.
package enum AuditDocument {
  package static func text(_ members: [String: String?]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(members.compactMapValues(\.self))).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension APIKey {
  package var auditDocument: String {
    var project: String?
    if case .only(let own) = projects { project = own.text }
    return AuditDocument.text(["name": name, "scope": scope.rawValue, "project": project, "expires_at": expiresAt?.description])
  }
}

extension Budget {
  package var auditDocument: String {
    var members: [String: String?] = [
      owner.kind.rawValue + "_id": owner.id, "project": project?.text, "is_active": isActive ? "true" : "false",
    ]
    for (ceiling, limit) in limits { members[ceiling.recordKey] = String(limit) }
    return AuditDocument.text(members)
  }
}

extension GroupRecord {
  /// How many members there are, not who they are.
  package var auditDocument: String {
    AuditDocument.text(["project": project.text, "name": name, "parent_id": parent?.text, "members": String(members.count)])
  }
}
