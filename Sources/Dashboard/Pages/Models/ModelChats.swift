import Semantics
import Usage
import Web

/// The chats that a model was used in.
struct ModelChats: Sendable {
  let subject: Subject
  let isDeferred: Bool

  var panel: Panel {
    let list = ModelChatList(subject: subject)
    return Panel("chats", ModelsTexts.chats, sources: [list.question.source], isDeferred: isDeferred) {
      let rows = try await list.rows()
      guard !rows.isEmpty else { return PanelBody(EmptyState(title: ModelsTexts.noChats, advice: ModelsTexts.howToChat).html) }
      let records = try await list.records(rows)
      let table = DataTable(
        [
          .init("chat", ModelsTexts.chat), .init("tags", ModelsTexts.tagsColumn), .init(.lastSeen, title: ModelsTexts.last),
          .init(.cost, title: CatalogueTexts.cost), .init(.requests), .init(.totalTokens),
        ], rows: rows.map { row($0, records) })
      let body = SortableTable(table, caption: ModelsTexts.chats, state: subject.visit.table("chats"), pageSize: 20).body
      let note: HTML? = rows.count == ModelChatList.limit ? "<p class=\"note\">\(ModelsTexts.newestChats(rows.count))</p>" : nil
      return PanelBody("\(body.html)\(note)", table: body.table)
    }
  }

  private func row(_ row: AnswerRow, _ records: [String: ChatRecord]) -> [DataTable.Cell] {
    let id = row[.by(.chat)].word ?? "", record = records[id]
    let tags = record.map { $0.tags.joined(separator: ", ") } ?? ""
    return [
      .init(.text(id), html: "<a href=\"\(url: address(id))\">\(record?.title ?? id)</a>"), .text(tags.isEmpty ? nil : tags),
      .time(row[.lastSeen], subject.selection.zone), UsageColumns.cost(row), .init(row[.requests]), .init(row[.totalTokens]),
    ]
  }

  /// The overview narrowed to the chat.
  private func address(_ id: String) -> String { subject.visit.selection.narrowed(to: Condition(.chat, id)).address("/") }
}
