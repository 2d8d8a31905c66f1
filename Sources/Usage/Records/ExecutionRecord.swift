/// One execution of generated code; run again for the same message, it is the same execution.
package struct ExecutionRecord: ActivityRecord {
  package let id: ID<ExecutionRecord>
  package let project: ID<Project>
  package var message: ID<Message>?
  package var chat: ID<Chat>?
  package var user: ID<User>?
  package var provider: String?
  package var model: String?
  package var temperature: Double?
  package var maxTokens: Int64?
  package var isSuccessful = false
  /// May be those of an earlier attempt, on a success as well.
  package var failedAgents: [String]?
  /// As `failedAgents`. An agent is named once; the order is the client's.
  package var errorMessages: [AgentMessage]?
  /// What was sent as failed agents and is no list of texts, as it came; the list is nil then.
  package var malformedAgents: String?
  /// What was sent as error messages and is no object, as it came; the messages are nil then.
  package var malformedErrors: String?
  /// Characters.
  package var initialCodeLength: Int64?
  package var latestCodeLength: Int64?
  package var outputLength: Int64?
  package var initialCode: String?
  package var latestCode: String?
  package var output: String?
  package var createdAt: Timestamp?
  package var updatedAt: Timestamp?

  package init(id: ID<ExecutionRecord>, project: ID<Project>) {
    self.id = id
    self.project = project
  }

  package var time: Timestamp? { createdAt }

  /// Something was told as error messages, well-formed or not.
  package var hasErrors: Bool { errorMessages != nil || malformedErrors != nil }

  /// In the order of the messages.
  package var errorCategories: [ErrorCategory] { (errorMessages ?? []).map(\.category) }

  package static let table = "execution"
  package static let timeColumn = "created_at"
  package static let isHappening = true
  package static let aliases = [
    "execution_id": "id", "model_name": "model", "model_provider": "provider", "model_temperature": "temperature",
    "model_max_tokens": "max_tokens", "is_successful": "success",
  ]
  package static let fields: [RecordField<Self>] = [
    .id("message_id", \.message), .id("chat_id", \.chat), .id("user_id", \.user), .text("provider", \.provider), .text("model", \.model),
    .real("temperature", \.temperature), .integer("max_tokens", \.maxTokens), .boolean("success", \.isSuccessful).required,
    .texts("failed_agents", \.failedAgents), .messages("error_messages", \.errorMessages),
    .derived("error_categories", .texts) { record in
      record.errorMessages == nil ? .null : .text(RecordJSON.encoded(record.errorCategories.map(\.rawValue)))
    },
    .text("malformed_agents", \.malformedAgents), .text("malformed_errors", \.malformedErrors),
    .integer("initial_code_length", \.initialCodeLength), .integer("latest_code_length", \.latestCodeLength),
    .integer("output_length", \.outputLength), .text("initial_code", \.initialCode).content, .text("latest_code", \.latestCode).content,
    .text("output", \.output).content, .instant("created_at", \.createdAt), .instant("updated_at", \.updatedAt),
  ]
}

extension ExecutionRecord {
  /// One a message: run again, it is replaced. An import brings ids of executions that are ids of other messages.
  package var standardID: String? { message.map { "message:" + $0.text } }

  package mutating func complete() {
    initialCodeLength = initialCodeLength ?? initialCode.map { Int64($0.unicodeScalars.count) }
    latestCodeLength = latestCodeLength ?? latestCode.map { Int64($0.unicodeScalars.count) }
    outputLength = outputLength ?? output.map { Int64($0.unicodeScalars.count) }
  }
}
