import Accounts
import Semantics
import Surfaces
import Usage
import Web

/// Every ceiling of every budget, the one that is used up most first.
struct BudgetTable: Sendable {
  let uses: [BudgetUse]
  let names: [String: String]
  let visit: Visit

  var body: PanelBody {
    let table = SortableTable(DataTable(Self.columns, rows: rows), caption: BudgetsTexts.list, state: visit.table("budgets")).body
    return PanelBody("<dl class=\"tiles\">\(tiles.map(\.html))</dl>\(table.html)", table: table.table)
  }

  static let columns: [DataTable.Column] = [
    .init("owner", BudgetsTexts.owner), .init("ceiling", BudgetsTexts.ceiling), .init("used", BudgetsTexts.used, .count),
    .init("limit", BudgetsTexts.limit, .count), .init("use", BudgetsTexts.use, .ratio), .init("resets_at", BudgetsTexts.resets),
    .init("project", BudgetsTexts.project),
  ]

  private var tiles: [Tile] {
    let binding = uses.filter(\.budget.isActive).flatMap(\.standings)
    return [
      Tile(label: BudgetsTexts.budgets, figure: Figure(.integer(Int64(uses.count)))),
      Tile(label: BudgetsTexts.ceilings, figure: Figure(.integer(Int64(binding.count)))),
      Tile(label: BudgetsTexts.near, figure: Figure(.integer(Int64(binding.count { $0.level == .warning })))),
      Tile(label: BudgetsTexts.exceeded, figure: Figure(.integer(Int64(binding.count { $0.level == .exceeded })))),
    ]
  }

  private var rows: [[DataTable.Cell]] {
    let pairs = uses.flatMap { use -> [(BudgetUse, CeilingStanding?)] in
      use.standings.isEmpty ? [(use, nil)] : use.standings.map { (use, $0) }
    }
    let ordered = pairs.enumerated().sorted { left, right in
      let (a, b) = (Self.rank(left.element), Self.rank(right.element))
      return a == b ? left.offset < right.offset : a > b
    }
    return ordered.map { row($0.element.0, $0.element.1) }
  }

  /// Those that bind nobody are the last.
  private static func rank(_ pair: (BudgetUse, CeilingStanding?)) -> Double {
    guard let standing = pair.1 else { return -.infinity }
    return pair.0.budget.isActive ? standing.exactPercent : -1 / (1 + standing.exactPercent)
  }

  private func row(_ use: BudgetUse, _ standing: CeilingStanding?) -> [DataTable.Cell] {
    let budget = use.budget
    let owner = BudgetsTexts.owner(budget.owner, names[budget.owner.id])
    let project: HTML = budget.project.map { "\($0.text)" } ?? "<span class=\"unknown\">\(BudgetsTexts.allProjects)</span>"
    let cells = standing.map { StandingCells($0, owner: owner, zone: visit.selection.zone).cells } ?? Self.unbounded
    let mark: HTML = " <span class=\"badge\">\(BudgetsTexts.inactive)</span>"
    let name: HTML = "<a href=\"\(url: PageLinks.budget(budget.id.text))\">\(owner)</a>\(mark, if: !budget.isActive)"
    let text = budget.isActive ? owner : "\(owner) (\(BudgetsTexts.inactive))"
    return [.init(.text(text), html: name)] + cells + [.init(budget.project.map { .text($0.text) } ?? .null, html: project)]
  }

  private static let unbounded: [DataTable.Cell] = [.init(.text(BudgetsTexts.noCeiling))] + Array(repeating: .init(.null), count: 4)
}
