import Semantics
import Usage
import Web

/// A row of the list of users: enough to tell people apart, not enough to write to them.
struct ClaraUser {
  let person: Person
  /// nil: the directory does not have the user.
  let record: UserRecord?

  static let members: [ClaraMember<ClaraUser>] = [
    .init("created_at", .instant) { .string($0.person.since?.inMilliseconds ?? "0001-01-01T00:00:00Z") },
    .init("email_domain", .string, isOptional: true) { user in user.person.emailDomain.map { .string("@" + $0) } },
    .init("has_overrides", .boolean) { .bool($0.hasOverrides) },
    .init("last_active", .instant, isOptional: true) { $0.person.lastActive.map { .string($0.inMilliseconds) } },
    .text("tier", \.person.tier), .integer("total_agent_runs", \.person.runs), .integer("total_chats", \.person.chats),
    .integer("total_messages", \.person.messages), .text("user_id", \.person.maskedID),
  ]

  private var hasOverrides: Bool { record.map { $0.account.tierOverride != nil || $0.hasRetentionOverride } ?? false }
}

extension Person {
  /// Of an address its first three letters and the host, unless there are no more than three; of another id its first eight characters.
  var maskedID: String {
    guard let (local, host) = Self.address(id.text) else { return id.text.count > 8 ? id.text.prefix(8) + "..." : id.text }
    return (local.count > 3 ? local.prefix(3) : "") + "***@" + host
  }

  var emailDomain: String? { Self.address(id.text)?.host ?? email.flatMap { Self.address($0)?.host } }

  private static func address(_ text: String) -> (local: String, host: String)? {
    guard let sign = text.lastIndex(of: "@") else { return nil }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }
}
