import Semantics
import Usage
import Web

/// What the largest models, or providers, used over time, on top of each other. They stand in one order at all times, and what they leave
/// out is there as the rest, so that every bar is the whole.
struct UsageHistory: Sendable {
  let visit: Visit
  let attribute: Attribute
  let title: String

  static let panel = "history"
  /// With the rest, as many as there are colours.
  private static let names = 7

  /// What the page's other parts may ask as well: everything, by time.
  static func total(_ visit: Visit) -> Question {
    Question(
      shape: .series(visit.selection.granularity), metrics: [.cost, .requests, .totalTokens, .unpricedRequests], selection: visit.selection)
  }

  var panel: Panel {
    let measure = Measure(rawValue: visit.parameters[Self.panel + ".by"] ?? "")
    return Panel(Self.panel, title, sources: [parts(measure ?? .cost, of: visit.selection).source]) {
      let total = try await visit.inquiry.result(Self.total(visit))
      let measure = measure ?? Measure.fitting(total)
      let ranking = try await visit.inquiry.result(
        Question(shape: .breakdown(attribute, limit: Self.names + 1), metrics: measure.ranking, selection: visit.selection))
      let names = ranking.answerRows.prefix(Self.names).map { $0[.by(attribute)] }
      let series = try await visit.inquiry.result(parts(measure, of: narrowed(to: names)))
      let stack = UsageStack(
        total: total, parts: series, attribute: attribute, measure: measure.metric, names: names,
        hasRest: ranking.rows.count > Self.names)
      let chart = stack.chart(title, isHourly: visit.selection.granularity == .hour, visit)
      return PanelBody("\(choice(measure))\(chart.html)", table: stack.table(attribute))
    }
  }

  private func parts(_ measure: Measure, of selection: Selection) -> Question {
    Question(
      shape: .series(selection.granularity, by: attribute), metrics: [measure.metric, .requests, .unpricedRequests].unique,
      selection: selection)
  }

  /// Values of one name are alternatives, and these are among those that the page's own filter allows.
  private func narrowed(to names: [Value]) -> Selection {
    names.reduce(visit.selection.without(attribute)) { $0.narrowed(to: Condition(attribute, $1.word ?? "")) }
  }

  private func choice(_ current: Measure) -> HTML {
    let links = Measure.allCases.map { measure -> HTML in
      let address = visit.selection.setting(Self.panel + ".by", measure.rawValue).address(visit.path, keepsPages: true)
      return "<a href=\"\(address)#\(Self.panel)\"\(" aria-current=\"true\"", if: measure == current)>\(measure.title)</a>"
    }
    return "<nav class=\"ranges choice\" aria-label=\"\(CatalogueTexts.show)\">\(links)</nav>"
  }
}

extension UsageHistory {
  enum Measure: String, CaseIterable {
    case cost, requests, tokens

    var metric: Metric {
      switch self {
      case .cost: .cost
      case .requests: .requests
      case .tokens: .totalTokens
      }
    }

    var title: String {
      switch self {
      case .cost: CatalogueTexts.cost
      case .requests: CatalogueTexts.requests
      case .tokens: CatalogueTexts.tokens
      }
    }

    /// The largest first, equals by their requests.
    var ranking: [Metric] { [metric, .requests].unique }

    /// The cost, or the requests where nothing cost anything.
    static func fitting(_ result: QueryResult) -> Measure {
      result.answerRows.contains { ($0[.cost].magnitude ?? 0) > 0 } ? .cost : .requests
    }
  }
}

extension [Metric] {
  fileprivate var unique: [Metric] { enumerated().filter { !self[..<$0.offset].contains($0.element) }.map(\.element) }
}
