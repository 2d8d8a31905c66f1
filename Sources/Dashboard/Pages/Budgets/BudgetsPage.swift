import Accounts
import Surfaces
import Usage
import Web

/// Who may use how much, and how far that is used up.
struct BudgetsPage: Page {
  let path = "/budgets"
  let title = BudgetsTexts.title
  let place = NavigationPlace.budgets
  let controls = PageControls.none

  var actions: [PageAction] {
    [
      PageAction("create", .projectAdministration, done: BudgetsTexts.created) { visit, fields in
        try await BudgetForm(fields).create(visit)
      },
      // Done on a budget's own page, which is gone then.
      PageAction("removed", .projectAdministration, done: BudgetsTexts.removed) { _, _ in .done() },
    ]
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let list = Panel("budgets", BudgetsTexts.list, sources: [.init("/v1/budgets?use=true")]) {
      let budgets = visit.ports.budgets.all(in: visit.reader.projects)
      guard !budgets.isEmpty else { return PanelBody(emptiness(visit)) }
      let uses = try await visit.ledger.uses(of: budgets, now: visit.now)
      let users = budgets.filter { $0.owner.kind == .user }.map(\.owner.id)
      let names = try await visit.ports.names.names(of: users, in: visit.reader.projects)
      return BudgetTable(uses: uses, names: names, visit: visit).body
    }
    return visit.isAdmin ? [list, creation(visit)] : [list]
  }

  private func emptiness(_ visit: Visit) -> HTML {
    EmptyState(title: BudgetsTexts.none, advice: visit.isAdmin ? BudgetsTexts.howToBegin : BudgetsTexts.whoBegins).html
  }

  private func creation(_ visit: Visit) -> Panel {
    Panel("new", BudgetsTexts.new) {
      let fields = BudgetForm.ownerFields(visit) + BudgetForm.ceilingFields(nil)
      let form = ActionForm("create", submit: BudgetsTexts.create, fields: fields, visit: visit)
      return PanelBody("<div class=\"thirds\">\(form.html)</div>\n<p class=\"note after\">\(BudgetsTexts.applies)</p>")
    }
  }
}

extension Visit {
  /// What owners used. Its days and months begin in the server's zone, whatever zone is looked at.
  var ledger: BudgetLedger { BudgetLedger(engine: ports.engine, zone: selection.serverZone, budget: inquiry.budget) }
}
