import Semantics
import Usage
import Web

/// What this day cost until now. The script asks again while somebody looks.
struct CostToday: Sendable {
  let visit: Visit

  private static let panel = "today"
  private static let seconds = 15

  var panel: Panel {
    let selection = visit.selection.during("today")
    let question = Question(
      shape: .summary, metrics: [.cost, .requests, .totalTokens, .unpricedRequests], selection: selection)
    return Panel(Self.panel, CostsTexts.today, question, width: .third, visit: visit) { result in
      guard let row = result.answerRows.first else { return PanelBody("") }
      let tiles = [
        Tile(label: CostsTexts.costToday, figure: row.isUnpriced ? .unknown : Figure(row.cost, .usd)),
        Tile(label: CostsTexts.requestsToday, figure: .short(row[.requests])),
        Tile(label: CostsTexts.tokensToday, figure: .short(row[.totalTokens], .tokens)),
      ]
      let address = visit.viewAddress([("panel", Self.panel), ("format", "html")])
      let clock = TimeText(visit.now, in: selection.zone, form: .clock).html
      return PanelBody(
        """
        <dl class="tiles fit plain">
        \(tiles.map(\.html))</dl>
        <p class="note" data-refresh="\(address)" data-seconds="\(Self.seconds)">\(CostsTexts.asOf(clock))</p>
        """, table: DataTable(result))
    }
  }
}
