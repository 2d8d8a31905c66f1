import Usage
import Web

extension ExecutionRecord {
  private static let previewLength = 500

  /// One entry of `/code-executions/detailed`. Agents and errors of an earlier attempt stay with one that worked.
  func write(to list: inout JSONWriter) {
    list.object { json in
      json.member("execution_id", id: id)
      json.member("message_id", id: message)
      json.member("chat_id", id: chat)
      json.member("user_id", id: user)
      json.member("created_at", createdAt?.analyticsText)
      json.member("updated_at", updatedAt?.analyticsText)
      json.member("is_successful", isSuccessful)
      json.key("model_info")
      json.object { json in
        json.member("provider", provider)
        json.member("name", model)
        json.member("temperature", temperature)
        json.member("max_tokens", maxTokens)
      }
      json.key("failed_agents")
      json.array { list in for agent in failedAgents ?? [] { list.string(agent) } }
      json.key("error_messages")
      json.object { json in for message in errorMessages ?? [] { json.member(message.agent, message.text) } }
      json.member("initial_code_preview", Self.preview(initialCode))
      json.member("latest_code_preview", Self.preview(latestCode))
    }
  }

  /// Counted in code points, as the original does.
  private static func preview(_ text: String?) -> String? {
    guard let text, text.unicodeScalars.count > previewLength else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(previewLength))) + "..."
  }
}

extension JSONWriter {
  /// The contract's identifiers are numbers; other systems' are not, and stay the texts that they are.
  mutating func member<Of>(_ name: String, id: ID<Of>?) {
    key(name)
    guard let id else { return null() }
    if let number = Int64(id.text), String(number) == id.text { integer(number) } else { string(id.text) }
  }
}
