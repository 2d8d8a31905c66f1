import Semantics
import Usage
import Web

/// What the chats that a model was used in are about, by the tags that somebody gave them.
struct ModelTags: Sendable {
  let subject: Subject
  let isDeferred: Bool

  private static let shown = 10

  var panel: Panel {
    let list = ModelChatList(subject: subject)
    return Panel("tags", ModelsTexts.tags, width: .half, sources: [list.question.source, .init("/v1/chats")], isDeferred: isDeferred) {
      let records = try await list.records(try await list.rows())
      var counts: [String: Int64] = [:]
      for record in records.values { for tag in Set(record.tags) { counts[tag, default: 0] += 1 } }
      let tags = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.shown)
      guard let most = tags.first?.value else { return PanelBody(EmptyState(title: ModelsTexts.noTags, advice: ModelsTexts.howToTag).html) }
      let bars = BarList(
        title: ModelsTexts.tag, columns: [ModelsTexts.taggedChats],
        items: tags.map {
          .init(name: "\($0.key)", address: nil, length: Double($0.value) / Double(most), figures: [Figure(.integer($0.value))])
        })
      let table = DataTable(
        [.init("tag", ModelsTexts.tag), .init("chats", ModelsTexts.taggedChats, .count)],
        rows: tags.map { [.text($0.key), .init(.integer($0.value))] })
      return PanelBody(bars.html, table: table)
    }
  }
}
