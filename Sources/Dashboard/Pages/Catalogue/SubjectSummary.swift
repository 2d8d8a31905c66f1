import Semantics
import Usage
import Web

/// The figures of one model or provider.
struct SubjectSummary: Sendable {
  let subject: Subject
  /// Beside the ones that all subjects have.
  let more: [Item]

  struct Item: Sendable {
    let label: String
    let metric: Metric
  }

  private static let items = [
    Item(label: CatalogueTexts.cost, metric: .cost), Item(label: CatalogueTexts.requests, metric: .requests),
    Item(label: CatalogueTexts.tokens, metric: .totalTokens), Item(label: CatalogueTexts.successRate, metric: .successRate),
    Item(label: CatalogueTexts.costPerThousand, metric: .costPerThousandTokens),
    Item(label: CatalogueTexts.costPerRequest, metric: .costPerRequest),
  ]

  private var tiles: [Item] { Self.items + more }

  var panel: Panel {
    var question = subject.question(.summary, tiles.map(\.metric) + [.unpricedRequests, .firstSeen, .lastSeen])
    let selection = subject.selection, visit = subject.visit
    question.comparesPrevious = selection.comparesPrevious && selection.period.previous(now: visit.now, zone: selection.zone) != nil
    return Panel("summary", CatalogueTexts.summary, question, visit: visit) { result in
      guard let now = result.answerRows.first else { return PanelBody("") }
      let before = result.previousRows?.first
      return PanelBody(
        """
        <dl class="tiles">
        \(tiles.map { tile($0, now, before).html })</dl>
        \(comparison(result.previousInterval))\(unpriced(now))\(seen(now))
        """, table: DataTable(result))
    }
  }

  private func tile(_ tile: Item, _ now: AnswerRow, _ before: AnswerRow?) -> Tile {
    let unit = tile.metric.definition.unit
    if tile.metric == .cost, now.isUnpriced {
      return .init(label: tile.label, figure: .unknown, note: CatalogueTexts.nothingPriced)
    }
    let value = now[tile.metric], old = before.map { tile.metric == .cost ? $0.cost : $0[tile.metric] }
    return .init(label: tile.label, figure: .short(value, unit), change: old.flatMap { Change(from: $0, to: value, unit: unit) })
  }

  private func comparison(_ interval: Interval?) -> HTML? {
    interval.map { "<p class=\"compared note\">\(OverviewTexts.against(Window(interval: $0, zone: subject.selection.zone).html))</p>" }
  }

  private func unpriced(_ row: AnswerRow) -> HTML? {
    guard case .integer(let count) = row[.unpricedRequests], count > 0 else { return nil }
    return UnpricedNotice(count: count, address: subject.visit.selection.address("/costs") + "#unpriced").html
  }

  private func seen(_ row: AnswerRow) -> HTML {
    let zone = subject.selection.zone
    let items = [(CatalogueTexts.firstSeen, row[.firstSeen]), (CatalogueTexts.lastSeen, row[.lastSeen])].compactMap { title, value in
      if case .instant(let instant) = value { (title: title, content: TimeText(instant, in: zone).html) } else { nil }
    }
    return DescriptionList(items: items).html
  }
}
