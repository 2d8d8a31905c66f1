import Usage
import Web

/// The list with what the script needs to keep it up to date: where to ask, and the words for what it finds.
struct LiveView {
  let rows: [LiveRow]
  let stream: String
  let list: String
  let visit: Visit

  var html: HTML {
    """
    <div class="live" data-live data-stream="\(stream)" data-list="\(list)" data-zone="\(visit.selection.zone.id)" data-words="\(words)">
    <div class="live-head"><p class="live-state" role="status" data-state="still">\(LiveTexts.still)</p>\
    <button class="quiet" type="button" data-live-pause hidden>\(LiveTexts.pause)</button></div>
    <dl class="tiles" hidden data-live-figures>\(tile("minute", LiveTexts.minute))\(tile("second", LiveTexts.second))\
    \(tile("failures", LiveTexts.failures))\(tile("cost", LiveTexts.cost))</dl>
    <p class="note live-more" hidden data-live-more></p>
    \(emptiness)
    <div class="scroll" role="region" aria-label="\(FrameTexts.table(of: LiveTexts.latest))" tabindex="0"\(" hidden", if: rows.isEmpty)>\
    <table class="list live-list"><caption class="hidden">\(LiveTexts.latest)</caption>
    <thead><tr>\(LiveRow.columns.map(head))</tr></thead>
    <tbody>
    \(rows.map(row))</tbody></table></div>
    </div>
    """
  }

  private func tile(_ name: String, _ label: String) -> HTML {
    "<div class=\"tile\"><dt>\(label)</dt><dd class=\"figure\" data-live-figure=\"\(name)\">–</dd></div>"
  }

  private func head(_ column: DataTable.Column) -> HTML {
    "<th scope=\"col\"\(" class=\"text\"", if: column.unit == nil)>\(column.title)</th>"
  }

  private func row(_ row: LiveRow) -> HTML {
    let cells = zip(LiveRow.columns, row.cells).enumerated().map { index, pair -> HTML in
      let content = pair.1.html ?? Figure(pair.1.value, pair.0.unit ?? .count).html
      if index == 0 { return "<th scope=\"row\">\(content)</th>" }
      return pair.0.unit == nil ? "<td class=\"text\">\(content)</td>" : "<td>\(content)</td>"
    }
    return "<tr data-key=\"\(row.key)\">\(cells)</tr>\n"
  }

  private var emptiness: HTML? {
    guard rows.isEmpty else { return nil }
    let isFiltered = !visit.selection.conditions.isEmpty
    let command = """
      curl \(visit.server.url)/v1/events -H "Authorization: Bearer $WEIR_KEY" -H "Content-Type: application/json" \
      -d '{"provider":"openai","model":"gpt-4o-mini","input_tokens":1200,"output_tokens":300}'
      """
    let state = EmptyState(
      title: LiveTexts.nothing, advice: isFiltered ? LiveTexts.filtered : LiveTexts.nothingHere, command: isFiltered ? nil : command)
    return "<div data-live-empty>\(state.html)</div>"
  }

  /// The words of every state, as the script looks them up.
  private var words: String {
    JSONValue.object([
      "connecting": .string(LiveTexts.connecting), "live": .string(LiveTexts.live), "polling": .string(LiveTexts.polling),
      "offline": .string(LiveTexts.offline), "ended": .string(LiveTexts.ended), "paused": .string(LiveTexts.paused),
      "pause": .string(LiveTexts.pause), "resume": .string(LiveTexts.resume), "waiting": .string(LiveTexts.waiting),
      "more": .string(LiveTexts.more), "unpriced": .string(Figure.unpriced.text),
      "statuses": .object(
        Dictionary(uniqueKeysWithValues: RequestStatus.allCases.map { ($0.rawValue, .string(LiveTexts.word(for: $0))) })),
    ]).text
  }
}
