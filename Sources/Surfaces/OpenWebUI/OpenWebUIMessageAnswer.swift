import Semantics
import Usage
import Web

/// A message as the original shows it: what is not known is null.
struct OpenWebUIMessageAnswer {
  private let message: MessageRecord
  private let details: JSONMembers

  init(_ message: MessageRecord) {
    self.message = message
    details = JSONMembers(message.details)
  }

  func write(to list: inout JSONWriter) {
    list.object { json in
      json.member("id", message.id.text)
      json.member("chat_id", message.chat.text)
      json.member("user_id", message.user?.text)
      json.member("role", message.role)
      json.member("parent_id", message.parent?.text)
      writeContent(to: &json)
      write("output", to: &json)
      json.member("model_id", message.model)
      for name in ["files", "sources", "embeds", "meta"] { write(name, to: &json) }
      json.member("done", message.isDone ?? true)
      for name in ["status_history", "error"] { write(name, to: &json) }
      writeUsage(to: &json)
      write("context_summary", to: &json)
      json.member("created_at", message.createdAt.map(message.written))
      json.member("updated_at", (message.updatedAt ?? message.createdAt).map(message.written))
    }
  }

  private func write(_ name: String, to json: inout JSONWriter) {
    json.key(name)
    if let value = details[name] { json.value(encoded: value) } else { json.null() }
  }

  /// Blocks stand among the details; the content is then their text.
  private func writeContent(to json: inout JSONWriter) {
    json.key("content")
    if let blocks = details["content"] {
      json.value(encoded: blocks)
    } else if let text = message.content {
      json.string(text)
    } else {
      json.null()
    }
  }

  /// Anything but an object is no usage.
  private func writeUsage(to json: inout JSONWriter) {
    json.key("usage")
    if let usage = message.usage, usage.utf8.first == UInt8(ascii: "{") { json.value(encoded: usage) } else { json.null() }
  }
}
