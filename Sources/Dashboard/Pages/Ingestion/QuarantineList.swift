import Ingest
import Semantics
import Usage
import Web

/// Rejected events with what was received, and what can be done with them.
struct QuarantineList: Sendable {
  let visit: Visit

  private static let panel = "quarantine"
  private static let pageSize = 25
  /// Characters of a payload that are shown; the API has all of it.
  static let longest = 2000

  var panel: Panel {
    let cursor = visit.parameters[Self.panel + ".cursor"].flatMap(UInt64.init)
    let items = [("limit", String(Self.pageSize))] + (cursor.map { [("cursor", String($0))] } ?? [])
    return Panel(Self.panel, IngestionTexts.quarantine, sources: [.init(Address("/v1/quarantine", items).text)]) {
      let found = try await visit.ports.quarantine.quarantined(
        in: visit.reader.projects, before: cursor, limit: Self.pageSize + 1)
      let page = Array(found.prefix(Self.pageSize))
      guard !page.isEmpty || cursor != nil else {
        return PanelBody(EmptyState(title: IngestionTexts.empty, advice: IngestionTexts.emptyAdvice).html)
      }
      let next = found.count > page.count ? page.last.map { String($0.sequence) } : nil
      let pager = CursorPager(list: IngestionTexts.quarantine, isFirst: cursor == nil, next: next, state: visit.table(Self.panel))
      let table = DataTable(Self.columns, rows: page.map { Self.cells($0.event, visit.selection.zone) })
      return PanelBody(
        "<p class=\"note\">\(IngestionTexts.quarantineNote)</p><div class=\"row-actions before\">\(all)</div>\(list(page, table))\(pager.html)",
        table: table)
    }
  }

  private var all: [HTML] {
    [
      ActionForm("replay", submit: IngestionTexts.replayAll, hidden: [(name: "all", value: "true")], visit: visit).html,
      ActionForm(
        "discard", submit: IngestionTexts.discardAll, hidden: [(name: "all", value: "true")],
        confirmation: (IngestionTexts.discardAll, IngestionTexts.discardAllQuestion), visit: visit
      ).html,
    ]
  }

  private static let columns: [DataTable.Column] = [
    .init("received_at", IngestionTexts.received), .init("code", IngestionTexts.code), .init("message", IngestionTexts.message),
    .init("project", IngestionTexts.project), .init("source", IngestionTexts.source), .init("body", IngestionTexts.payload),
  ]

  private static func cells(_ event: QuarantinedEvent, _ zone: Zone) -> [DataTable.Cell] {
    let rejection = event.rejection
    let message = (rejection.field.map { $0 + ": " } ?? "") + rejection.message
    let project: String? = event.project == QuarantinedEvent.anyProject ? nil : event.project.text
    return [
      .init(.instant(event.receivedAt), html: TimeText(event.receivedAt, in: zone).html), .text(rejection.code.rawValue),
      .init(.text(message), html: "<span class=\"prose\">\(message)</span>"),
      .init(project.map(Value.text) ?? .null, html: project == nil ? "<span class=\"unknown\">\(IngestionTexts.anyProject)</span>" : nil),
      .text(event.source), .init(.text(event.body), html: payload(event)),
    ]
  }

  static func payload(_ event: QuarantinedEvent) -> HTML {
    let scalars = event.body.unicodeScalars, rest = scalars.count - longest
    let shown = rest > 0 ? String(String.UnicodeScalarView(scalars.prefix(longest))) : event.body
    let cut = rest > 0 ? "\n" + IngestionTexts.cut(rest) : ""
    return """
      <details class="payload"><summary>\(IngestionTexts.show)<span class="hidden"> \(IngestionTexts.payload) \(event.id)</span></summary>\
      <pre tabindex="0"><code>\(shown)\(cut)</code></pre></details>
      """
  }

  private func list(_ page: [StoredQuarantine], _ table: DataTable) -> HTML {
    let heads = table.columns.map(\.title) + [IngestionTexts.action]
    let rows = zip(page, table.rows).map { stored, cells -> HTML in
      let contents = cells.enumerated().map { index, cell -> HTML in
        let content = cell.html ?? Figure(cell.value).html
        return index == 0 ? "<th scope=\"row\">\(content)</th>" : "<td class=\"text\">\(content)</td>"
      }
      return "<tr>\(contents)<td class=\"text\"><div class=\"row-buttons\">\(actions(stored.event.id))</div></td></tr>\n"
    }
    return """
      <div class="scroll" role="region" aria-label="\(FrameTexts.table(of: IngestionTexts.quarantine))" tabindex="0">\
      <table class="list"><caption class="hidden">\(IngestionTexts.quarantine)</caption>
      <thead><tr>\(heads.map { "<th scope=\"col\" class=\"text\">\($0)</th>" })</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>
      """
  }

  private func actions(_ id: String) -> [HTML] {
    [("replay", IngestionTexts.replay), ("discard", IngestionTexts.discard)].map { name, title in
      ActionForm(name, submit: title, hidden: [(name: "id", value: id)], visit: visit).html
    }
  }
}
