import Accounts
import Foundation
import Semantics
import Surfaces
import Usage
import Web

/// One budget: how far it is used up, and everything that can be done with it.
struct BudgetPage: Page {
  let path = "/budgets/{id}"
  let title = BudgetsTexts.title
  let place = NavigationPlace.budgets
  let isListed = false
  let controls = PageControls.none

  var actions: [PageAction] {
    [
      PageAction("save", .projectAdministration, done: BudgetsTexts.saved) { visit, fields in
        try await BudgetForm(fields).replace(try Self.budget(visit), visit)
      },
      PageAction("switch", .projectAdministration, done: BudgetsTexts.switched) { visit, _ in
        let budget = try Self.budget(visit)
        let request = BudgetRequest(budget, isActive: !budget.isActive)
        _ = try await visit.ports.budgets.put(request, now: TimeSource.system.now(), by: visit.reader.auditName)
        return .done()
      },
      PageAction("remove", .projectAdministration, done: BudgetsTexts.removed) { visit, _ in
        _ = try await visit.ports.budgets.remove(Self.budget(visit).id.text, in: visit.reader.projects, by: visit.reader.auditName)
        return .done(to: "/budgets?done=removed")
      },
    ]
  }

  private static func budget(_ visit: Visit) throws -> Budget {
    do { return try visit.ports.budgets.budget(visit.segment("id"), in: visit.reader.projects) } catch {
      throw PanelFailure(BudgetsTexts.missing)
    }
  }

  func heading(_ visit: Visit) async -> String {
    guard let budget = try? Self.budget(visit) else { return title }
    return BudgetsTexts.owner(budget.owner, await Self.name(budget, visit))
  }

  private static func name(_ budget: Budget, _ visit: Visit) async -> String? {
    guard budget.owner.kind == .user else { return nil }
    return try? await visit.ports.names.names(of: [budget.owner.id], in: visit.reader.projects)[budget.owner.id]
  }

  func replacement(_ visit: Visit) async -> HTML? {
    guard (try? Self.budget(visit)) == nil else { return nil }
    let state = EmptyState(
      title: BudgetsTexts.missing, advice: BudgetsTexts.missingAdvice, actions: [(title: BudgetsTexts.toList, address: "/budgets")])
    return "<section class=\"panel\">\(state.html)</section>"
  }

  func panels(_ visit: Visit) async -> [Panel] {
    guard let budget = try? Self.budget(visit) else { return [] }
    return visit.isAdmin ? [standing(budget, visit), change(budget, visit)] : [standing(budget, visit)]
  }

  private func standing(_ budget: Budget, _ visit: Visit) -> Panel {
    Panel("standing", BudgetsTexts.standing, sources: [.init("/v1/budgets/" + budget.id.text)]) {
      let use = try await visit.ledger.uses(of: [budget], now: visit.now)[0]
      let owner = BudgetsTexts.owner(budget.owner, await Self.name(budget, visit)), zone = visit.selection.zone
      let rows = use.standings.map { StandingCells($0, owner: owner, zone: zone).cells }
      let table = SortableTable(
        DataTable(Array(BudgetTable.columns[1...5]), rows: rows), caption: BudgetsTexts.standing, state: visit.table("standing")
      ).body
      let list: HTML = rows.isEmpty ? "<p class=\"note after\">\(BudgetsTexts.noCeiling)</p>" : table.html
      return PanelBody("\(facts(budget, zone).html)\(list)", table: table.table)
    }
  }

  private func facts(_ budget: Budget, _ zone: Zone) -> DescriptionList {
    let user: HTML = "<a href=\"\(url: PageLinks.user(budget.owner.id))\">\(budget.owner.id)</a>"
    return DescriptionList(items: [
      (BudgetsTexts.owner, budget.owner.kind == .user ? user : "\(BudgetsTexts.owner(budget.owner, nil))"),
      (BudgetsTexts.project, "\(budget.project?.text ?? BudgetsTexts.allProjects)"),
      (BudgetsTexts.state, "\(budget.isActive ? BudgetsTexts.active : BudgetsTexts.inactive)"),
      (BudgetsTexts.createdAt, TimeText(budget.createdAt, in: zone).html),
      (BudgetsTexts.changedAt, TimeText(budget.updatedAt, in: zone).html),
    ])
  }

  private func change(_ budget: Budget, _ visit: Visit) -> Panel {
    Panel("change", BudgetsTexts.change) {
      let save = ActionForm("save", submit: BudgetsTexts.save, fields: BudgetForm.ceilingFields(budget), visit: visit)
      let toggle = ActionForm("switch", submit: budget.isActive ? BudgetsTexts.switchOff : BudgetsTexts.switchOn, visit: visit)
      let removal = ActionForm(
        "remove", submit: BudgetsTexts.remove, confirmation: (BudgetsTexts.remove, BudgetsTexts.removeQuestion), visit: visit)
      return PanelBody(
        "<div class=\"thirds\">\(save.html)</div><div class=\"row-actions\">\(toggle.html)\(removal.html)</div>")
    }
  }
}

extension BudgetRequest {
  /// The same budget, in force or not.
  fileprivate init(_ budget: Budget, isActive: Bool) {
    let limits = budget.limits.map { ceiling, limit in
      (ceiling, Decimal(limit) / (ceiling.axis == .cost ? Decimal(NanoUSD.nanosPerDollar) : 1))
    }
    self.init(owner: budget.owner, project: budget.project?.text, limits: Dictionary(uniqueKeysWithValues: limits), isActive: isActive)
  }
}

extension PageLinks {
  static func budget(_ id: String) -> String { "/budgets/" + PercentEncoding.encode(id) }
}
