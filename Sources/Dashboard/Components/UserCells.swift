import Semantics
import Surfaces
import Usage
import Web

/// A user in a table: name, cost, requests, tokens and how much of this month's budget is gone.
struct UserCells: Sendable {
  /// By id.
  let names: [String: String]
  /// Where a name leads; nil is what ran without a user.
  let address: @Sendable (String?) -> String

  static var columns: [DataTable.Column] {
    [
      .init("user", UsersTexts.user), .init(.cost, title: UsersTexts.cost), .init(.topLevelRequests, title: UsersTexts.requests),
      .init(.totalTokens), .init("budget", UsersTexts.monthlyBudget, .ratio),
    ]
  }

  func cells(_ row: UserRow) -> [DataTable.Cell] {
    let isUnpriced = row.unpriced > 0 && row.unpriced >= row.requests && (row.cost ?? .zero) == .zero
    return [
      .init(.text(row.id.map { names[$0] ?? $0 } ?? UsersTexts.system), html: name(row)),
      .init(isUnpriced ? .null : row.cost.map(Value.money) ?? .null, html: isUnpriced ? Figure.unpriced.html : nil),
      .init(.integer(row.requests)), .init(.integer(row.tokens)), budget(row),
    ]
  }

  private func name(_ row: UserRow) -> HTML {
    guard let id = row.id else { return "<a href=\"\(address(nil))\"><i>\(UsersTexts.system)</i></a>" }
    return "<a href=\"\(address(id))\" title=\"\(id)\">\(names[id] ?? id)</a>"
  }

  /// The ceiling of the month that is nearest.
  private func budget(_ row: UserRow) -> DataTable.Cell {
    let monthly = row.budget?.ceilings.filter { $0.ceiling.window == .month } ?? []
    guard let nearest = monthly.max(by: { $0.exactPercent < $1.exactPercent }) else {
      return .init(.null, html: "<span class=\"unknown\">\(UsersTexts.noBudget)</span>")
    }
    let part = nearest.exactPercent / 100
    return .init(.real(part), html: ProgressBar(part: part, label: UsersTexts.budget(of: row.label(names))).html)
  }
}
