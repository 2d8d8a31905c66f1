import Semantics
import Usage
import Web

/// What the values of one dimension cost. Every name narrows the page to itself.
struct BreakdownTable: Hashable {
  struct Row: Hashable {
    /// nil: the requests that have no value there, or the row of all others.
    let name: String?
    /// What is shown instead of the name, which may be an id.
    var label: String?
    let address: String?
    let cost: Figure
    let requests: Figure
    let share: Figure
    let bar: Double
  }

  let title: String
  let shareTitle: String
  let rows: [Row]
  /// What the rows leave out, so that the table adds up to the whole.
  let rest: Row?

  static let metrics: [Metric] = [.cost, .requests, .unpricedRequests]

  /// - Parameters:
  ///   - total: the same metrics over everything; nil if they are not known.
  ///   - labels: what values that are ids stand for.
  init(
    _ attribute: Attribute, _ result: QueryResult, total: AnswerRow?, path: String, selection: Selection, labels: [String: String] = [:]
  ) {
    let answers = result.answerRows
    let measure = Measure(answers, total)
    title = attribute.title
    shareTitle = measure.title
    rows = answers.map { answer in
      let name = Self.name(answer[.by(attribute)])
      let address = selection.narrowed(to: Condition(attribute, name ?? "")).address(path)
      let part = measure.metric == .cost && answer.isUnpriced ? nil : measure.part(answer)
      var row = Self.row(name, address, Self.cost(answer), answer[.requests], part, measure)
      row.label = name.flatMap { labels[$0] }
      return row
    }
    rest = result.isTruncated ? total.map { Self.rest(of: answers, in: $0, measure) } : nil
  }

  private static func name(_ value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    default: nil
    }
  }

  private static func cost(_ row: AnswerRow) -> Figure { row.isUnpriced ? .unpriced : Figure(row.cost, .usd) }

  /// - Parameter part: of the whole; nil if it is not known.
  private static func row(
    _ name: String?, _ address: String?, _ cost: Figure, _ requests: Value, _ part: Double?, _ measure: Measure
  ) -> Row {
    Row(
      name: name, address: address, cost: cost, requests: Figure(requests),
      share: part.map { .share(of: $0, in: measure.whole) } ?? .unknown,
      bar: measure.largest > 0 && address != nil ? (part ?? 0) / measure.largest : 0)
  }

  private static func rest(of rows: [AnswerRow], in total: AnswerRow, _ measure: Measure) -> Row {
    var cost = total[.cost].nanos, requests = total[.requests].count
    for row in rows {
      cost -= row[.cost].nanos
      requests -= row[.requests].count
    }
    let part = measure.whole - rows.reduce(0) { $0 + measure.part($1) }
    return row(nil, nil, Figure(.money(NanoUSD(nanos: cost)), .usd), .integer(requests), max(part, 0), measure)
  }
}

extension BreakdownTable {
  /// What shares and bars are made of: the cost, or the requests where nothing has a cost.
  private struct Measure {
    let metric: Metric
    let whole: Double
    let largest: Double

    init(_ rows: [AnswerRow], _ total: AnswerRow?) {
      let costs = rows.compactMap { $0[.cost].magnitude }
      metric = costs.contains { $0 > 0 } ? .cost : .requests
      let parts = rows.compactMap { [metric] in $0[metric].magnitude }
      whole = total?[metric].magnitude ?? parts.reduce(0, +)
      largest = parts.max() ?? 0
    }

    var title: String { metric == .cost ? ComponentsTexts.shareOfCost : ComponentsTexts.shareOfRequests }
    func part(_ row: AnswerRow) -> Double { row[metric].magnitude ?? 0 }
  }
}

extension BreakdownTable {
  var html: HTML {
    guard !rows.isEmpty else { return "<p class=\"note\">\(ComponentsTexts.nothing)</p>" }
    return """
      <div class="scroll"><table class="breakdown">
      <thead><tr><th scope="col">\(title)</th><th scope="col">\(ComponentsTexts.cost)</th><th scope="col">\(ComponentsTexts.requests)</th>\
      <th scope="col"><abbr title="\(shareTitle)">\(ComponentsTexts.share)</abbr></th></tr></thead>
      <tbody>
      \(rows.map { html($0, label($0)) })\(rest.map { html($0, "<span class=\"note\">\(ComponentsTexts.allOthers)</span>") })</tbody></table></div>
      """
  }

  private func html(_ row: Row, _ label: HTML) -> HTML {
    """
    <tr><th scope="row">\(Bar(length: row.bar).html)\(label)</th>\
    <td>\(row.cost.html)</td><td>\(row.requests.html)</td><td>\(row.share.html)</td></tr>

    """
  }

  private func label(_ row: Row) -> HTML {
    guard let address = row.address else { return "" }
    guard let name = row.name else { return "<a href=\"\(address)\"><i>\(ComponentsTexts.none)</i></a>" }
    return "<a href=\"\(address)\" title=\"\(name)\">\(row.label ?? name)</a>"
  }
}

extension Value {
  fileprivate var nanos: Int64 { if case .money(let money) = self { money.nanos } else { 0 } }
  fileprivate var count: Int64 { if case .integer(let number) = self { number } else { 0 } }
}
