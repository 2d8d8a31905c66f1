import Semantics
import Usage
import Web

/// Figures of a period, each with its change.
struct UsageTiles: Sendable {
  let visit: Visit
  let panelName: String
  let title: String
  let tiles: [(label: String, metric: Metric)]
  let selection: Selection
  var width = Panel.Width.full

  private var question: Question {
    let hasPrevious = selection.comparesPrevious && selection.period.previous(now: visit.now, zone: selection.zone) != nil
    let needed: [Metric] = [.requests, .unpricedRequests]
    let metrics = tiles.map(\.metric)
    return Question(
      shape: .summary, metrics: metrics + needed.filter { !metrics.contains($0) }, selection: selection, comparesPrevious: hasPrevious)
  }

  var panel: Panel {
    Panel(panelName, title, question, width: width, visit: visit) { result in
      guard let now = result.answerRows.first else { return PanelBody("") }
      let before = result.previousRows?.first
      let against = result.previousInterval.map {
        "<p class=\"compared note\">\(OverviewTexts.against(Window(interval: $0, zone: selection.zone).html))</p>" as HTML
      }
      return PanelBody(
        "<dl class=\"tiles\(" five", if: tiles.count == 5)\">\n\(tiles.map { tile($0.label, $0.metric, now, before).html })</dl>\n\(against)",
        table: DataTable(result))
    }
  }

  private func tile(_ label: String, _ metric: Metric, _ now: AnswerRow, _ before: AnswerRow?) -> Tile {
    let unit = metric.definition.unit
    if metric == .cost, now.isUnpriced { return Tile(label: label, figure: .unknown, note: OverviewTexts.nothingPriced) }
    let value = now[metric], old = before.map { metric == .cost ? $0.cost : $0[metric] }
    return Tile(label: label, figure: .short(value, unit), change: old.flatMap { Change(from: $0, to: value, unit: unit) })
  }
}
