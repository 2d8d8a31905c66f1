/// What somebody thought of an answer.
package struct FeedbackRecord: ActivityRecord {
  package let id: ID<FeedbackRecord>
  package let project: ID<Project>
  package var chat: ID<Chat>?
  package var message: ID<Message>?
  package var user: ID<User>?
  package var provider: String?
  package var model: String?
  /// By its letters, as it came: "1", "-1", "5", also "1.0" or "true". nil is none.
  package var rating: String?
  package var reason: String?
  package var comment: String?
  /// "rating", "arena" ...
  package var type: String?
  package var temperature: Double?
  package var maxTokens: Int64?
  package var createdAt: Timestamp?
  package var updatedAt: Timestamp?

  package init(id: ID<FeedbackRecord>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { createdAt }

  package static let table = "feedback"
  package static let timeColumn = "created_at"
  package static let searched = ["comment", "reason", "model", "user_id", "chat_id"]
  package static let isHappening = true
  /// Auto-Analyst's names, and Open WebUI's, whose members lie one level deeper.
  package static let aliases = ["feedback_id": "id", "model_name": "model", "model_provider": "provider", "model_id": "model"]
  /// The meta of Open WebUI's feedback names a model too, which in a comparison is not the one that was rated.
  package static let envelopes: [String: Set<String>] = [
    "data": ["rating", "model_id", "reason", "comment"], "meta": ["chat_id", "message_id"],
  ]
  package static let fields: [RecordField<Self>] = [
    .id("chat_id", \.chat), .id("message_id", \.message), .id("user_id", \.user), .text("provider", \.provider), .text("model", \.model),
    .text("rating", \.rating, form: .scalar), .text("reason", \.reason), .text("comment", \.comment).content, .text("type", \.type),
    .real("temperature", \.temperature), .integer("max_tokens", \.maxTokens),
    .instant("created_at", \.createdAt), .instant("updated_at", \.updatedAt),
  ]
}

extension FeedbackRecord {
  package enum Vote: Int64, Sendable { case lost = -1, won = 1 }

  /// A thumb up or down: exactly 1 or -1, as a number or as a text.
  package var vote: Vote? {
    switch rating {
    case "1": .won
    case "-1": .lost
    default: nil
    }
  }

  /// A whole number, of any size: clients sent 0 and 7 on a scale of five.
  package var score: Int64? { rating.flatMap { Int64($0) } }
}

extension FeedbackRecord {
  /// One opinion of one user on one message: the next one takes its place. No other product's ids look like it: an import brings ids of
  /// feedback that are ids of other messages.
  package var standardID: String? {
    message.map { message in "message:" + message.text + (user.map { "/" + $0.text } ?? "") }
  }
}
