import Foundation
import Usage

/// The rows that the original was asked about, read without any of the product's importers.
struct OpenWebUIRows {
  let users: [UserRecord]
  let groups: [GroupRecord]
  let chats: [ChatRecord]
  let messages: [MessageRecord]
  let feedback: [FeedbackRecord]

  static let project = ID<Project>("default")
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Conformance/open-webui")

  init() throws {
    let tables = try JSONDecoder().decode(RecordedJSON.self, from: Data(contentsOf: Self.folder.appending(path: "records.json")))
    users = tables.rows("users").map(Self.user)
    let members = tables.rows("group_members")
    groups = tables.rows("groups").map { Self.group($0, members) }
    chats = tables.rows("chats").map(Self.chat)
    messages = tables.rows("chat_messages").map(Self.message)
    feedback = tables.rows("feedback").map(Self.feedback)
  }

  private static func user(_ row: RecordedJSON) -> UserRecord {
    var user = UserRecord(id: row.id("id"), project: project)
    (user.name, user.email, user.role) = (row["name"]?.text, row["email"]?.text, row["role"]?.text)
    return user
  }

  private static func group(_ row: RecordedJSON, _ members: [RecordedJSON]) -> GroupRecord {
    var group = GroupRecord(id: row.id("id"), project: project)
    group.name = row["name"]?.text
    group.parent = row["parent_group_id"]?.text.map { ID($0) }
    group.members = members.filter { $0["group_id"] == row["id"] }.compactMap { $0["user_id"]?.text }
    return group
  }

  private static func chat(_ row: RecordedJSON) -> ChatRecord {
    var chat = ChatRecord(id: row.id("id"), project: project)
    chat.user = row["user_id"]?.text.map { ID($0) }
    chat.title = row["title"]?.text
    if case .array(let tags)? = row["meta"]?["tags"] { chat.tags = tags.compactMap(\.text) }
    chat.isArchived = row["archived"] == .number(1)
    chat.isInternal = row["meta"]?["internal"] == .bool(true)
    chat.createdAt = row["created_at"]?.whole.map(Timestamp.init(seconds:))
    chat.updatedAt = row["updated_at"]?.whole.map(Timestamp.init(seconds:))
    return chat
  }

  private static func message(_ row: RecordedJSON) -> MessageRecord {
    var message = MessageRecord(id: row.id("id"), project: project)
    message.chat = row.id("chat_id")
    message.user = row["user_id"]?.text.map { ID($0) }
    (message.role, message.model) = (row["role"]?.text ?? "", row["model_id"]?.text)
    let created = row["created_at"]?.whole ?? 0
    message.isTimedInMilliseconds = created > 10_000_000_000
    let unit: Int64 = message.isTimedInMilliseconds ? 1000 : 1_000_000
    message.createdAt = Timestamp(microseconds: created * unit)
    message.updatedAt = row["updated_at"]?.whole.map { Timestamp(microseconds: $0 * unit) }
    message.isDone = row["done"] == .number(1)
    message.hasUsage = row["usage"]?.text != "SQLNULL"
    let usage = row["usage"] ?? .null
    if case .object = usage { message.usage = usage.encoded }
    message.inputTokens = tokens(usage["input_tokens"]) ?? tokens(usage["prompt_tokens"])
    message.outputTokens = tokens(usage["output_tokens"]) ?? tokens(usage["completion_tokens"])
    message.content = row["content"]?.text
    var details: [String: RecordedJSON] = [:]
    details["meta"] = row["meta"]
    if case .array? = row["content"] { details["content"] = row["content"] }
    if !details.isEmpty { message.details = RecordedJSON.object(details).encoded }
    return message
  }

  /// As SQLite casts what these rows have.
  private static func tokens(_ value: RecordedJSON?) -> Int64? {
    switch value {
    case .number(let number)?: Int64(number)
    case .bool(let flag)?: flag ? 1 : 0
    case .string(let text)?: Int64(text) ?? 0
    default: nil
    }
  }

  private static func feedback(_ row: RecordedJSON) -> FeedbackRecord {
    var record = FeedbackRecord(id: row.id("id"), project: project)
    record.user = row["user_id"]?.text.map { ID($0) }
    record.model = row["data"]?["model_id"]?.text
    switch row["data"]?["rating"] {
    // The one number that was written as 1.0 reads like the others here, so it is told by its id.
    case .number(let number)?: record.rating = row["id"]?.text == "f6" ? "1.0" : String(Int64(number))
    case .string(let text)?: record.rating = text
    case .bool(let flag)?: record.rating = flag ? "true" : "false"
    default: break
    }
    record.chat = row["meta"]?["chat_id"]?.text.map { ID($0) }
    record.createdAt = row["created_at"]?.whole.map(Timestamp.init(seconds:))
    return record
  }
}

extension RecordedJSON {
  fileprivate func rows(_ name: String) -> [RecordedJSON] { if case .array(let rows)? = self[name] { rows } else { [] } }

  fileprivate func id<Of>(_ name: String) -> ID<Of> { ID(self[name]?.text ?? "") }

  /// As JSON; whole numbers without a point.
  var encoded: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): number == number.rounded() ? String(Int64(number)) : String(number)
    case .string(let text): Tags.quoted(text)
    case .array(let elements): "[" + elements.map(\.encoded).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.sorted { $0.key < $1.key }.map { Tags.quoted($0.key) + ":" + $0.value.encoded }.joined(separator: ",") + "}"
    }
  }
}
