import Semantics
import Usage
import Web

/// The panels of one execution.
struct ExecutionView: Sendable {
  let record: ExecutionRecord
  /// Of users, by id.
  let names: [String: String]
  /// Tells the panels of two apart.
  let suffix: String
  let source: Panel.Source
  let visit: Visit

  var panels: [Panel] {
    var panels = [Panel("about" + suffix, ExecutionsTexts.about, sources: [source]) { PanelBody(facts.html) }]
    if record.hasErrors { panels.append(Panel("messages" + suffix, ExecutionsTexts.messages, sources: [source]) { messages }) }
    return panels + [Panel("code" + suffix, ExecutionsTexts.code) { PanelBody(code) }]
  }

  private var facts: DescriptionList {
    func text(_ text: String?) -> HTML { text.map { "\($0)" } ?? Figure.unknown.html }
    func link(_ id: String?, _ address: (String) -> String, names: [String: String] = [:]) -> HTML {
      id.map { "<a href=\"\(url: visit.link(to: address($0)))\">\(names[$0] ?? $0)</a>" } ?? Figure.unknown.html
    }
    func time(_ instant: Timestamp?) -> HTML { instant.map { TimeText($0, in: visit.selection.zone).html } ?? Figure.unknown.html }
    func length(_ count: Int64?) -> HTML { count.map { Figure(.integer($0)).inText } ?? Figure.unknown.html }
    let lengths = ExecutionsTexts.lengths(length(record.initialCodeLength), length(record.latestCodeLength), length(record.outputLength))
    let failed: HTML = "<span class=\"failed\">\(ExecutionsTexts.failed.lowercased())</span>"
    return DescriptionList(items: [
      (ExecutionsTexts.outcome, record.isSuccessful ? "\(ExecutionsTexts.worked)" : failed),
      (ExecutionsTexts.user, link(record.user?.text, PageLinks.user, names: names)),
      (ExecutionsTexts.model, link(record.model, PageLinks.model)),
      (ExecutionsTexts.provider, text(record.provider)), (ExecutionsTexts.chat, text(record.chat?.text)),
      (ExecutionsTexts.message, text(record.message?.text)), (ExecutionsTexts.createdAt, time(record.createdAt)),
      (ExecutionsTexts.updatedAt, time(record.updatedAt)), (ExecutionsTexts.lengths, lengths),
    ])
  }

  private var messages: PanelBody {
    let rows = (record.errorMessages ?? []).map { message in
      [
        DataTable.Cell.text(message.agent), .text(message.category.rawValue),
        .init(.text(message.text), html: "<span class=\"prose\">\(message.text)</span>"),
      ]
    }
    let table = DataTable(
      [
        .init("agent", AgentsTexts.one), .init("category", ExecutionsTexts.category), .init("error", ExecutionsTexts.error),
      ], rows: rows)
    let body = SortableTable(table, caption: ExecutionsTexts.messages, state: visit.table("messages" + suffix)).body
    let malformed = record.malformedErrors.map { text -> HTML in "<p class=\"note\">\(ExecutionsTexts.malformed)</p><pre>\(text)</pre>" }
    let earlier: HTML = "<p class=\"note after\">\(ExecutionsTexts.earlier)</p>"
    return PanelBody(
      "\(rows.isEmpty ? nil : body.html)\(malformed)\(earlier, if: record.isSuccessful)", table: rows.isEmpty ? nil : body.table)
  }

  private var code: HTML {
    let parts = [
      (ExecutionsTexts.latestCode, record.latestCode), (ExecutionsTexts.initialCode, record.initialCode),
      (ExecutionsTexts.output, record.output),
    ]
    let kept = parts.compactMap { title, text -> HTML? in
      text.map { "<h3>\(title)</h3><pre class=\"code\" tabindex=\"0\"><code>\($0)</code></pre>" }
    }
    return kept.isEmpty ? "<p class=\"note\">\(ExecutionsTexts.noContent)</p>" : "\(kept)"
  }
}
