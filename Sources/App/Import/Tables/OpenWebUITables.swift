import Usage

/// Open WebUI's tables.
struct OpenWebUITables: ForeignTables {
  let tables: Set<String> = [
    "users", "user", "groups", "group", "group_members", "group_member", "chats", "chat", "chat_messages", "chat_message", "feedback",
    "feedbacks",
  ]
  let firstTables: Set<String> = ["group_members", "group_member"]
  private var members: [String: [JSONTree]] = [:]

  func identifier(of table: String) -> String? { firstTables.contains(table) ? nil : "id" }

  mutating func records(of row: JSONTree, in table: String) -> [ForeignRecord] {
    switch table {
    case "group_members", "group_member":
      if let group = row["group_id"]?.text, let user = row["user_id"], user.text != nil { members[group, default: []].append(user) }
      return []
    case "users", "user": return [user(row)]
    case "groups", "group": return [group(row)]
    case "chats", "chat": return [chat(row)]
    case "feedback", "feedbacks": return [feedback(row)]
    default: return OpenWebUIMessage(row).records
    }
  }

  private func user(_ row: JSONTree) -> ForeignRecord {
    var user = ForeignRecord(.users)
    for name in ["id", "name", "email", "role"] { user.set(name, row[name]) }
    user.set("registered_at", Self.instant(row["created_at"]))
    return user
  }

  private func group(_ row: JSONTree) -> ForeignRecord {
    var group = ForeignRecord(.groups)
    for name in ["id", "name"] { group.set(name, row[name]) }
    group.set("parent_id", row["parent_group_id"])
    group.set("members", .array(row["id"]?.text.flatMap { members[$0] } ?? []))
    group.set("created_at", Self.instant(row["created_at"]))
    return group
  }

  private func chat(_ row: JSONTree) -> ForeignRecord {
    var chat = ForeignRecord(.chats)
    for name in ["id", "user_id", "title"] { chat.set(name, row[name]) }
    let meta = Self.unpacked(row["meta"])
    // Tags that are no texts, or no list, took the original's answers down: they are left out.
    chat.set("tags", .array((meta?["tags"]?.elements ?? []).filter { $0.text != nil }))
    chat.set("archived", .boolean(row["archived"]?.isTrue ?? false))
    chat.set("internal", .boolean(meta?["internal"]?.isTrue ?? false))
    for name in ["created_at", "updated_at"] { chat.set(name, Self.instant(row[name])) }
    return chat
  }

  private func feedback(_ row: JSONTree) -> ForeignRecord {
    var feedback = ForeignRecord(.feedback)
    for name in ["id", "user_id", "type"] { feedback.set(name, row[name]) }
    let data = Self.unpacked(row["data"]), meta = Self.unpacked(row["meta"])
    switch data?["rating"] {
    case .object, .array: break
    case let rating: feedback.set("rating", rating)
    }
    feedback.set("model", data?["model_id"].flatMap { $0.text == nil ? nil : $0 })
    for name in ["reason", "comment"] { feedback.set(name, data?[name].flatMap { $0.text == nil ? nil : $0 }) }
    for name in ["chat_id", "message_id"] { feedback.set(name, meta?[name].flatMap { $0.text == nil ? nil : $0 }) }
    for name in ["created_at", "updated_at"] { feedback.set(name, Self.instant(row[name])) }
    return feedback
  }
}

extension OpenWebUITables {
  /// A JSON column; as a text where the export left it packed.
  static func unpacked(_ value: JSONTree?) -> JSONTree? {
    guard let text = value?.text else { return value }
    return JSONTree(parsing: text)
  }

  /// Seconds since 1970, or milliseconds where that cannot be: Open WebUI tells them apart at ten billion.
  static func instant(_ value: JSONTree?) -> JSONTree? {
    guard case .number(let digits) = value else { return value?.text == nil ? .null : value }
    guard let number = Int64(digits) ?? Double(digits).flatMap({ Int64(exactly: $0.rounded(.towardZero)) }) else { return .null }
    let microseconds =
      number > millisecondsFrom ? number.multipliedReportingOverflow(by: 1000) : number.multipliedReportingOverflow(by: 1_000_000)
    guard !microseconds.overflow, (-62_135_596_800_000_000..<253_402_300_800_000_000).contains(microseconds.partialValue) else {
      return .null
    }
    return .text(Timestamp(microseconds: microseconds.partialValue).description)
  }

  static let millisecondsFrom: Int64 = 10_000_000_000
}
