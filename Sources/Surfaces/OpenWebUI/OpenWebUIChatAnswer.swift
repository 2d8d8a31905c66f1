import Semantics
import Usage
import Web

/// A chat as the original's export has it, with its messages by their ids within the chat.
struct OpenWebUIChatAnswer {
  let chat: ChatRecord
  let messages: [MessageRecord]

  func write(to list: inout JSONWriter) {
    list.object { json in
      json.member("id", chat.id.text)
      json.member("user_id", chat.user?.text)
      json.member("title", chat.title)
      json.key("chat")
      json.object { json in
        json.member("title", chat.title)
        writeTags(to: &json)
        json.key("history")
        json.object { json in
          json.key("messages")
          json.object { json in for message in messages { write(message, to: &json) } }
        }
      }
      json.key("meta")
      json.object { writeTags(to: &$0) }
      json.member("archived", chat.isArchived)
      json.member("created_at", chat.createdAt?.wholeSeconds)
      json.member("updated_at", (chat.updatedAt ?? chat.createdAt)?.wholeSeconds)
    }
  }

  private func writeTags(to json: inout JSONWriter) {
    json.key("tags")
    json.array { list in for tag in chat.tags { list.string(tag) } }
  }

  private func write(_ message: MessageRecord, to json: inout JSONWriter) {
    let name = bare(message.id)
    json.key(name)
    json.object { json in
      json.member("id", name)
      json.member("parentId", message.parent.map(bare))
      json.member("role", message.role)
      json.member("content", message.content ?? "")
      json.member("model", message.model)
      json.member("timestamp", message.createdAt?.wholeSeconds)
      json.member("done", message.isDone ?? true)
      json.key("usage")
      if message.hasUsage { Self.writeUsage(message, to: &json) } else { json.null() }
    }
  }

  /// Ids of messages begin with the chat's.
  private func bare(_ id: ID<Message>) -> String {
    id.text.hasPrefix(chat.id.text + "-") ? String(id.text.dropFirst(chat.id.text.count + 1)) : id.text
  }

  /// The provider's object, but tokens as they count: its own may be texts or stand under several names.
  private static func writeUsage(_ message: MessageRecord, to json: inout JSONWriter) {
    json.object { json in
      json.member("input_tokens", message.inputTokens ?? 0)
      json.member("output_tokens", message.outputTokens ?? 0)
      for member in JSONMembers(message.usage).all where !counted.contains(member.name) {
        json.key(member.name)
        json.value(encoded: member.json)
      }
    }
  }

  private static let counted: Set = ["input_tokens", "output_tokens", "prompt_tokens", "completion_tokens", "total_tokens"]
}
