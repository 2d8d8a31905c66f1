import Foundation
import Usage

/// The rows that the original was asked about, read without any of the product's importers.
struct RecordedRows {
  private(set) var events: [UsageEvent] = []
  private(set) var executions: [ExecutionRecord] = []
  private(set) var feedback: [FeedbackRecord] = []
  private(set) var messages: [MessageRecord] = []
  private(set) var users: [UserRecord] = []
  let now: Timestamp

  static let project = ID<Project>("default")

  /// - Parameter set: "main" or "empty".
  init(_ set: String) throws {
    let file = RecordedAnswer.folder.appending(path: set == "main" ? "records.json" : "records-empty.json")
    let tables = try JSONDecoder().decode(RecordedJSON.self, from: Data(contentsOf: file))
    now = tables["now"]?.text.flatMap { Timestamp($0) } ?? Timestamp("2026-03-15T14:30:00Z") ?? Timestamp(seconds: 0)
    events = Self.rows(tables, "model_usage").map(Self.event)
    executions = Self.rows(tables, "code_executions").map(Self.execution)
    feedback = Self.rows(tables, "message_feedback").map(Self.feedback)
    messages = Self.rows(tables, "messages").map(Self.message)
    users = Self.rows(tables, "users").map { UserRecord(id: ID($0["user_id"]?.letters ?? ""), project: Self.project) }
  }

  private static func rows(_ tables: RecordedJSON, _ name: String) -> [RecordedJSON] {
    if case .array(let rows)? = tables[name] { rows } else { [] }
  }

  private static func event(_ row: RecordedJSON) -> UsageEvent {
    let time = row.instant("timestamp") ?? Timestamp(seconds: 0)
    var event = UsageEvent(id: ID(row["usage_id"]?.letters ?? ""), timestamp: time, project: project, source: "import")
    event.user = row["user_id"]?.letters.map { ID($0) }
    event.chat = row["chat_id"]?.letters.map { ID($0) }
    event.model = row["model_name"]?.text
    event.provider = row["provider"]?.text
    event.tokens = TokenUsage(input: row["prompt_tokens"]?.whole, output: row["completion_tokens"]?.whole)
    event.tokens.total = row["total_tokens"]?.whole
    if case .number(let dollars)? = row["cost"] { event.cost = Cost(amount: NanoUSD(dollars: dollars), source: .client) }
    event.durationMicroseconds = row["request_time_ms"]?.whole.map { $0 * 1000 }
    return event
  }

  private static func execution(_ row: RecordedJSON) -> ExecutionRecord {
    var record = ExecutionRecord(id: ID(row["execution_id"]?.letters ?? ""), project: project)
    record.message = row["message_id"]?.letters.map { ID($0) }
    record.chat = row["chat_id"]?.letters.map { ID($0) }
    record.user = row["user_id"]?.letters.map { ID($0) }
    (record.provider, record.model) = (row["model_provider"]?.text, row["model_name"]?.text)
    (record.temperature, record.maxTokens) = (row["model_temperature"]?.real, row["model_max_tokens"]?.whole)
    record.isSuccessful = row["is_successful"] == .bool(true)
    record.failedAgents = row["failed_agents"]?.text.flatMap(RecordJSON.texts)
    record.errorMessages = row["error_messages"]?.text.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
      .map { messages in messages.sorted { $0.key < $1.key }.map { AgentMessage(agent: $0.key, text: $0.value) } }
    (record.initialCode, record.latestCode) = (row["initial_code"]?.text, row["latest_code"]?.text)
    (record.createdAt, record.updatedAt) = (row.instant("created_at"), row.instant("updated_at"))
    return record
  }

  private static func feedback(_ row: RecordedJSON) -> FeedbackRecord {
    var record = FeedbackRecord(id: ID(row["feedback_id"]?.letters ?? ""), project: project)
    record.message = row["message_id"]?.letters.map { ID($0) }
    record.rating = row["rating"]?.letters
    (record.provider, record.model) = (row["model_provider"]?.text, row["model_name"]?.text)
    (record.temperature, record.maxTokens) = (row["temperature"]?.real, row["max_tokens"]?.whole)
    (record.createdAt, record.updatedAt) = (row.instant("created_at"), row.instant("updated_at"))
    return record
  }

  private static func message(_ row: RecordedJSON) -> MessageRecord {
    var record = MessageRecord(id: ID(row["message_id"]?.letters ?? ""), project: project)
    record.chat = ID(row["chat_id"]?.letters ?? "")
    record.role = row["sender"]?.text ?? ""
    record.createdAt = row.instant("timestamp")
    let content = row["content"]?.text ?? ""
    record.preview = content.unicodeScalars.count > 200 ? content.prefix(200) + "..." : content
    return record
  }
}

extension RecordedJSON {
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var real: Double? { if case .number(let number) = self { number } else { nil } }
  var whole: Int64? { real.map { Int64($0) } }
  /// A number of the original, as the identifiers are.
  fileprivate var letters: String? { whole.map { String($0) } }

  fileprivate func instant(_ name: String) -> Timestamp? { self[name]?.text.flatMap { Timestamp($0) } }
}
