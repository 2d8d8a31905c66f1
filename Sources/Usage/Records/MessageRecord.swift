/// One turn of a chat. What was said is kept only where the operator wants that.
package struct MessageRecord: ActivityRecord {
  package let id: ID<Message>
  package let project: ID<Project>
  package var chat = ID<Chat>("")
  package var user: ID<User>?
  /// As the client names it: user, assistant, ai, system, tool ...
  package var role = ""
  /// "" is a model that was named so; nil is none.
  package var model: String?
  package var parent: ID<Message>?
  package var createdAt: Timestamp?
  package var updatedAt: Timestamp?
  package var inputTokens: Int64?
  package var outputTokens: Int64?
  /// A usage was recorded with it, be it an empty one.
  package var hasUsage = false
  /// The provider's usage, as JSON.
  package var usage: String?
  package var isDone: Bool?
  /// The client wrote its times in milliseconds, where seconds were due: some answers compare the bare numbers.
  package var isTimedInMilliseconds = false
  /// At most 200 characters, and "..." after them where there was more.
  package var preview: String?
  /// A text, or the client's JSON where it is not one.
  package var content: String?
  /// What else the client keeps with it (files, sources, errors ...), a JSON object.
  package var details: String?

  package init(id: ID<Message>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { createdAt }

  package static let table = "message"
  package static let timeColumn = "created_at"
  package static let isHappening = true
  package static let aliases = ["model_id": "model"]
  package static let fields: [RecordField<Self>] = [
    .id("chat_id", \.chat), .id("user_id", \.user), .text("role", \.role), .text("model", \.model), .id("parent_id", \.parent),
    .instant("created_at", \.createdAt), .instant("updated_at", \.updatedAt),
    .integer("input_tokens", \.inputTokens), .integer("output_tokens", \.outputTokens), .boolean("has_usage", \.hasUsage),
    .text("usage", \.usage, form: .json), .boolean("done", \.isDone), .boolean("in_milliseconds", \.isTimedInMilliseconds),
    .text("preview", \.preview).content, .text("content", \.content).content, .text("details", \.details, form: .json).content,
  ]
}

extension MessageRecord {
  /// A time of it as the client writes such: seconds since 1970, or milliseconds.
  package func written(_ instant: Timestamp) -> Int64 {
    instant.microseconds.floorDivided(by: isTimedInMilliseconds ? 1000 : 1_000_000).quotient
  }

  package static let previewLimit = 200

  package mutating func complete() {
    guard preview == nil, let content else { return }
    let scalars = content.unicodeScalars
    let start = String(String.UnicodeScalarView(scalars.prefix(Self.previewLimit)))
    preview = scalars.count > Self.previewLimit ? start + "..." : start
  }
}
