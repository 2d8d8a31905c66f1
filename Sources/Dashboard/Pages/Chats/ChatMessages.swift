import Semantics
import Usage
import Web

/// What was said in a chat, where the operator keeps it; else who spoke when.
struct ChatMessages: Sendable {
  let visit: Visit

  private static let limit = 500
  /// What is longer is folded.
  private static let openLength = 600

  var panel: Panel {
    let source = Panel.Source(Address("/v1/messages", [("chat_id", visit.segment("chat")), ("limit", String(Self.limit))]).text)
    return Panel("messages", ChatTexts.messages, sources: [source]) {
      let query = ActivityQuery<MessageRecord>(
        scope: visit.reader.projects, where: ["chat_id": .text(visit.segment("chat"))], limit: Self.limit)
      let page = try await visit.ports.activity.activity(query, budget: visit.inquiry.budget)
      let messages = Array(page.records.reversed())
      let isKept = messages.contains { $0.content != nil || $0.preview != nil }
      let note: HTML? = isKept ? nil : "<p class=\"note\">\(ChatTexts.notKept)</p>"
      guard !messages.isEmpty else { return PanelBody("\(note)") }
      let cut: HTML? = page.next == nil ? nil : "<p class=\"note\">\(ChatTexts.lastMessages(messages.count))</p>"
      let body = SortableTable(table(messages, isKept), caption: ChatTexts.messages, state: visit.table("messages")).body
      return PanelBody("\(note)\(cut)\(body.html)", table: body.table)
    }
  }

  private func table(_ messages: [MessageRecord], _ isKept: Bool) -> DataTable {
    let columns: [DataTable.Column] = [
      .init("time", ChatTexts.time), .init("role", ChatTexts.role), .init("model", ChatTexts.model),
      .init("input_tokens", ChatTexts.input, .tokens), .init("output_tokens", ChatTexts.output, .tokens),
    ]
    let rows = messages.map { message -> [DataTable.Cell] in
      [
        message.createdAt.map { .init(.instant($0), html: TimeText($0, in: visit.selection.zone).html) } ?? .init(.null),
        .text(message.role), .text(message.model, link: message.model.map { visit.selection.address(PageLinks.model($0)) }),
        .init(message.inputTokens.map(Value.integer) ?? .null), .init(message.outputTokens.map(Value.integer) ?? .null),
      ] + (isKept ? [text(message)] : [])
    }
    return DataTable(columns + (isKept ? [.init("text", ChatTexts.text)] : []), rows: rows)
  }

  private func text(_ message: MessageRecord) -> DataTable.Cell {
    guard let content = message.content ?? message.preview else { return .init(.null) }
    guard content.count > Self.openLength else { return .init(.text(content), html: "<div class=\"said\">\(content)</div>") }
    let preview = message.preview ?? String(content.prefix(MessageRecord.previewLimit))
    return .init(
      .text(content), html: "<details class=\"said\"><summary>\(preview)</summary><div>\(content)</div></details>")
  }
}
