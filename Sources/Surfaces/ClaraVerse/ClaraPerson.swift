import Semantics
import Usage
import Web

/// A row of the list of users: enough to tell people apart, not enough to write to them.
extension Person {
  static let claraMembers: [ClaraMember<Person>] = [
    .init("created_at", .instant) { .string($0.since?.inMilliseconds ?? "0001-01-01T00:00:00Z") },
    .init("email_domain", .string, isOptional: true) { person in person.emailDomain.map { .string("@" + $0) } },
    // Limits of single users are not kept.
    .init("has_overrides", .boolean) { _ in .bool(false) },
    .init("last_active", .instant, isOptional: true) { $0.lastActive.map { .string($0.inMilliseconds) } },
    .text("tier", \.tier), .integer("total_agent_runs", \.runs), .integer("total_chats", \.chats),
    .integer("total_messages", \.messages), .text("user_id", \.maskedID),
  ]

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
