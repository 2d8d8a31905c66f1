import Accounts
import Semantics
import Surfaces
import Usage
import Web

/// How far a ceiling is used up, as the cells of a row: ceiling, used, limit, use, when it begins anew.
struct StandingCells {
  let cells: [DataTable.Cell]

  init(_ standing: CeilingStanding, owner: String, zone: Zone) {
    let ceiling = standing.ceiling, part = standing.exactPercent / 100
    func amount(_ amount: Int64) -> Value { ceiling.axis == .cost ? .money(NanoUSD(nanos: amount)) : .integer(amount) }
    cells = [
      .init(.text(BudgetsTexts.name(of: ceiling))), .init(amount(standing.used)), .init(amount(standing.limit)),
      .init(.real(part), html: ProgressBar(part: part, label: BudgetsTexts.use(of: ceiling, by: owner)).html),
      .init(.instant(standing.resetsAt), html: TimeText(standing.resetsAt, in: zone).html),
    ]
  }
}
