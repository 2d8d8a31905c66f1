import Accounts
import Semantics
import Web

/// A page of the audit log.
struct AuditTable {
  let page: AuditPage
  let wish: AuditWish
  let visit: Visit

  private static let shown = 28

  var body: PanelBody {
    guard !page.entries.isEmpty else { return PanelBody(filter + emptiness) }
    let table = DataTable(
      [
        .init("at", AuditTexts.when), .init("who", AuditTexts.who), .init("what", AuditTexts.what), .init("subject", AuditTexts.subject),
        .init("before", AuditTexts.before), .init("after", AuditTexts.after),
      ], rows: page.entries.map { row($0.record) })
    // In the log's own order: it is read by cursors, so that only a part of it is here to be sorted.
    let html = PlainTable(table, caption: AuditTexts.list).html
    let next = page.next.map { String($0) }
    let pager = CursorPager(list: AuditTexts.list, isFirst: wish.cursor == nil, next: next, state: visit.table("audit")).html
    return PanelBody("\(filter)\(html)\(pager)", table: table)
  }

  private var names: [String: String] {
    Dictionary(visit.ports.administration.keys.all(for: visit.reader).map { ($0.id.text, $0.name) }) { first, _ in first }
  }

  private func row(_ record: AuditRecord) -> [DataTable.Cell] {
    [
      .init(.instant(record.at), html: TimeText(record.at, in: visit.selection.zone).html),
      .init(
        .text(record.who),
        html: "<a href=\"\(address(who: record.who, what: wish.what))\" title=\"\(record.who)\">\(title(record.who))</a>"),
      .text(record.what, link: address(who: wish.who, what: record.what)),
      .init(record.subject.map(Value.text) ?? .null, html: record.subject.map { subject in "\(names[subject] ?? subject)" }),
      document(record.before), document(record.after),
    ]
  }

  private func title(_ who: String) -> String { who == "local" ? AuditTexts.local : names[who] ?? who }

  private func address(who: String?, what: String?) -> String {
    visit.selection.setting("audit.by", who).setting("audit.q", what).address(visit.path)
  }

  /// Short as it is, long behind its beginning.
  private func document(_ text: String?) -> DataTable.Cell {
    guard let text else { return .init(.null) }
    guard text.count > Self.shown else { return .init(.text(text), html: "<code class=\"wrap\">\(text)</code>") }
    return .init(
      .text(text),
      html: "<details class=\"document\"><summary><code>\(String(text.prefix(Self.shown)))…</code></summary><pre>\(text)</pre></details>")
  }

  private var filter: HTML {
    let hidden = visit.selection.items(without: "audit.by").filter { $0.0 != "audit.q" }
    let isNarrow = wish.who != nil || wish.what != nil
    return """
      <form class="fields" role="search" action="\(visit.path)">\(hidden.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" })\
      \(FormField("audit.by", AuditTexts.who, hint: AuditTexts.whoHint).html(prefix: "filter", value: wish.who ?? "", error: nil))\
      \(FormField("audit.q", AuditTexts.what, hint: AuditTexts.whatHint).html(prefix: "filter", value: wish.what ?? "", error: nil))\
      <p class="submit top"><button class="quiet" type="submit">\(AuditTexts.filter)</button>\
      \("<a class=\"button quiet\" href=\"\(address(who: nil, what: nil))\">\(AuditTexts.remove)</a>", if: isNarrow)</p></form>
      """
  }

  private var emptiness: HTML {
    let all = visit.selection.periodName == "all" ? [] : [(AuditTexts.allTime, visit.selection.during("all").address(visit.path))]
    return EmptyState(title: AuditTexts.none, advice: AuditTexts.noneAdvice, actions: all).html
  }
}
