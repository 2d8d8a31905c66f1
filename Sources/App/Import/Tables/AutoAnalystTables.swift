import Usage

/// Auto-Analyst's tables.
struct AutoAnalystTables: ForeignTables {
  let tables: Set<String> = ["users", "chats", "messages", "model_usage", "code_executions", "message_feedback"]
  let firstTables: Set<String> = []

  func identifier(of table: String) -> String? {
    switch table {
    case "users": "user_id"
    case "chats": "chat_id"
    case "messages": "message_id"
    case "message_feedback": "feedback_id"
    case "code_executions": "execution_id"
    default: "usage_id"
    }
  }

  func records(of row: JSONTree, in table: String) -> [ForeignRecord] {
    switch table {
    case "users": [record(.users, row, ["id": "user_id", "name": "username", "email": "email", "registered_at": "created_at"])]
    case "chats": [record(.chats, row, ["id": "chat_id", "user_id": "user_id", "title": "title", "created_at": "created_at"])]
    case "messages":
      [
        record(
          .messages, row, ["id": "message_id", "chat_id": "chat_id", "role": "sender", "content": "content", "created_at": "timestamp"])
      ]
    case "message_feedback":
      [
        record(
          .feedback, row,
          [
            "id": "feedback_id", "message_id": "message_id", "rating": "rating", "model": "model_name", "provider": "model_provider",
            "temperature": "temperature", "max_tokens": "max_tokens", "created_at": "created_at", "updated_at": "updated_at",
          ])
      ]
    case "code_executions": [execution(row)]
    default: [request(row)]
    }
  }

  private func record(_ kind: ForeignRecord.Kind, _ row: JSONTree, _ names: KeyValuePairs<String, String>) -> ForeignRecord {
    var record = ForeignRecord(kind)
    for (name, column) in names { record.set(name, row[column]) }
    return record
  }

  private func execution(_ row: JSONTree) -> ForeignRecord {
    var record = record(
      .executions, row,
      [
        "id": "execution_id", "message_id": "message_id", "chat_id": "chat_id", "user_id": "user_id", "provider": "model_provider",
        "model": "model_name", "temperature": "model_temperature", "max_tokens": "model_max_tokens", "initial_code": "initial_code",
        "latest_code": "latest_code", "output": "output", "created_at": "created_at", "updated_at": "updated_at",
      ])
    record.set("success", .boolean(row["is_successful"]?.isTrue ?? false))
    let agents = Self.stored(row["failed_agents"])
    // Errors that are there count as a failure with errors, even if they are an empty text.
    let errors = row["error_messages"] == .text("") ? ("", nil) : Self.stored(row["error_messages"])
    if let list = agents?.tree?.elements, list.allSatisfy({ $0.text != nil }) {
      record.set("failed_agents", .array(list))
    } else {
      record.set("malformed_agents", agents.map { .text($0.text) })
    }
    if let map = errors?.tree, map.isObject {
      record.set("error_messages", map)
    } else {
      record.set("malformed_errors", errors.map { .text($0.text) })
    }
    return record
  }

  /// A column that holds JSON as text, or the value itself where an export has unpacked it; nil for NULL and "".
  private static func stored(_ value: JSONTree?) -> (text: String, tree: JSONTree?)? {
    switch value {
    case nil, .null, .text(""): nil
    case .text(let text): (text, JSONTree(parsing: text))
    case .some(let tree): (tree.json, tree)
    }
  }

  /// The tokens are Auto-Analyst's own estimate, whatever the provider.
  private func request(_ row: JSONTree) -> ForeignRecord {
    var event = ForeignRecord(.events)
    event.set("id", row["usage_id"].map { .text("auto-analyst:" + ($0.text ?? $0.json)) })
    event.set("timestamp", row["timestamp"])
    event.set("source", .text("auto-analyst"))
    for name in ["user_id", "chat_id"] { event.set(name, Self.name(row[name])) }
    event.set("model", Self.name(row["model_name"]))
    event.set("provider", row["provider"]?.text == "Unknown" ? nil : Self.name(row["provider"]))
    event.set("input_tokens", row["prompt_tokens"]?.amount(upTo: 1e12))
    event.set("output_tokens", row["completion_tokens"]?.amount(upTo: 1e12))
    event.set("total_tokens", row["total_tokens"]?.amount(upTo: 1e12))
    event.set("tokens_estimated", .boolean(true))
    event.set("cost", Self.cost(row))
    event.set("streamed", row["is_streaming"].flatMap { $0 == .null ? nil : .boolean($0.isTrue) })
    event.set("duration_ms", row["request_time_ms"]?.amount(upTo: 2_592_000_000))
    let sizes = ["query_size", "response_size"].compactMap { name in
      row[name]?.amount(upTo: 1e15).map { JSONTree.Member(name: name, value: $0) }
    }
    event.set("tags", sizes.isEmpty ? nil : .object(sizes))
    return event
  }

  /// Auto-Analyst counts a cost that is NULL as nothing; left out beside tokens, it would be made up here from a list of prices.
  private static func cost(_ row: JSONTree) -> JSONTree? {
    let isCounted = ["prompt_tokens", "completion_tokens"].contains { row[$0]?.amount(upTo: 1e12) != nil }
    return row["cost"].flatMap { $0.amount(upTo: 1e6) ?? (isCounted ? .number("0") : nil) }
  }

  /// Events have texts for names.
  private static func name(_ value: JSONTree?) -> JSONTree? {
    switch value {
    case .number(let digits): .text(digits)
    case .text: value
    default: nil
    }
  }
}
