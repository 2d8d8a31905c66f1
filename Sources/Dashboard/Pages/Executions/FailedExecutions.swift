import Semantics
import Usage
import Web

/// The list of executions that failed, to be searched by any words of theirs.
struct FailedExecutions: Sendable {
  let visit: Visit

  /// So many are read: records with code are large.
  private static let limit = 500
  private static let panel = "failed"
  private static let longest = 160

  var panel: Panel {
    Panel(Self.panel, ExecutionsTexts.list, sources: [source]) {
      let about = visit.stretch
      let query = ActivityQuery<ExecutionRecord>(
        scope: about.scope, interval: about.interval, where: ["success": .boolean(false)], limit: Self.limit)
      let page = try await visit.ports.activity.activity(query, budget: visit.inquiry.budget)
      guard !page.records.isEmpty else { return PanelBody("<p class=\"note\">\(ExecutionsTexts.noFailures)</p>") }
      let names = try await visit.ports.names.names(of: Set(page.records.compactMap(\.user?.text)).sorted(), in: about.scope)
      return body(page.records.filter { Self.contains(visit.table(Self.panel).search, $0, names) }, names, isCut: page.next != nil)
    }
  }

  private var source: Panel.Source {
    let interval = visit.stretch.interval
    let edges = [("from", interval.from), ("to", interval.to)].compactMap { name, instant in instant.map { (name, $0.description) } }
    return .init(Address("/v1/executions", [("success", "false")] + edges + [("limit", String(Self.limit))]).text)
  }

  private func body(_ records: [ExecutionRecord], _ names: [String: String], isCut: Bool) -> PanelBody {
    let state = visit.table(Self.panel)
    let rows = records.map { row($0, names) }
    let table = SortableTable(DataTable(Self.columns, rows: rows), caption: ExecutionsTexts.list, state: state, pageSize: 25).body
    let cut: HTML = "<p class=\"note after\">\(ExecutionsTexts.newest(Self.limit))</p>"
    let list = records.isEmpty ? "<p class=\"note\">\(ExecutionsTexts.nothingFound)</p>" : table.html
    return PanelBody("\(SearchBox(label: ExecutionsTexts.search, state: state).html)\(list)\(cut, if: isCut)", table: table.table)
  }

  /// Every word, in any letters' case, somewhere in what is shown or said.
  static func contains(_ search: String, _ record: ExecutionRecord, _ names: [String: String] = [:]) -> Bool {
    let words = search.lowercased().split(separator: " ")
    guard !words.isEmpty else { return true }
    let texts = [
      record.id.text, record.model, record.provider, record.user?.text, record.user.flatMap { names[$0.text] }, record.chat?.text,
    ]
    let messages = (record.errorMessages ?? []).flatMap { [$0.agent, $0.text, $0.category.rawValue] }
    let all = (texts.compactMap(\.self) + messages + (record.failedAgents ?? []) + [record.malformedErrors ?? ""])
      .joined(separator: "\n").lowercased()
    return words.allSatisfy { all.contains($0) }
  }

  private static let columns: [DataTable.Column] = [
    .init("created_at", ExecutionsTexts.time), .init("user", ExecutionsTexts.user), .init("model", ExecutionsTexts.model),
    .init("agents", ExecutionsTexts.agent), .init("category", ExecutionsTexts.category), .init("error", ExecutionsTexts.error),
  ]

  private func row(_ record: ExecutionRecord, _ names: [String: String]) -> [DataTable.Cell] {
    let link = visit.link(to: PageLinks.execution(record.id.text))
    let time: HTML = record.createdAt.map { TimeText($0, in: visit.selection.zone).html } ?? "\(record.id.text)"
    let messages = record.errorMessages ?? []
    let agents = (record.failedAgents ?? messages.map(\.agent)).joined(separator: ", ")
    let error = messages.first?.text ?? record.malformedErrors
    return [
      .init(record.createdAt.map(Value.instant) ?? .null, html: "<a href=\"\(url: link)\">\(time)</a>"),
      .text(record.user.map { names[$0.text] ?? $0.text }, link: record.user.map { visit.link(to: PageLinks.user($0.text)) }),
      .text(record.model, link: record.model.map { visit.link(to: PageLinks.model($0)) }),
      agents.isEmpty ? .text(nil) : .init(.text(agents), html: "<span class=\"names\">\(JointedName(agents).html)</span>"),
      .text(messages.first?.category.rawValue),
      .init(error.map { .text($0) } ?? .null, html: error.map { "<span class=\"prose\">\(Self.cut($0))</span>" }),
    ]
  }

  private static func cut(_ text: String) -> String {
    text.unicodeScalars.count > longest ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest))) + "…" : text
  }
}

extension Visit {
  /// The address of another page, with the period that is looked at here.
  func link(to path: String) -> String { selection.unfiltered().address(path) }
}
