import Semantics
import Usage
import Web

/// Chats on the wire.
package struct ChatsAnswer: Sendable {
  package let result: QueryResult
  package let rows: [ChatRow]
  /// Of users, by id.
  package let names: [String: String]

  var json: JSONWriter {
    var writer = JSONWriter(reservingCapacity: 256 + rows.count * 256)
    writer.object { writer in
      writer.key("period")
      writer.interval(result.interval, in: result.zone)
      writer.key("rows")
      writer.array { list in for row in rows { write(row, to: &list) } }
      writer.member("truncated", result.isTruncated)
    }
    return writer
  }

  private func write(_ row: ChatRow, to list: inout JSONWriter) {
    list.object { writer in
      writer.member("chat_id", row.id)
      writer.member("title", row.record?.title)
      writer.key("users")
      writer.array { list in for user in row.users { list.string(user) } }
      writer.member("archived", row.record?.isArchived ?? false)
      writer.member("internal", row.record?.isInternal ?? false)
      writer.key("cost")
      writer.money(row.cost)
      writer.member("requests", row.requests)
      writer.member("tokens", row.tokens)
      writer.member("unpriced_requests", row.unpriced)
      writer.member("last_seen", row.lastSeen?.description(in: result.zone))
    }
  }

  static let schema: Schema = .object([
    "period": UsageAnswer.period,
    "rows": .array(
      of: .object([
        "chat_id": .string, "title": Schema.string.orNull, "users": .array(of: .string), "archived": .boolean, "internal": .boolean,
        "cost": Schema.number.orNull, "requests": .integer, "tokens": .integer, "unpriced_requests": .integer,
        "last_seen": Schema.instant.orNull,
      ])), "truncated": .boolean,
  ])
}
