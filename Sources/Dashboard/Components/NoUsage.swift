import Web

/// Nothing was found: says so, and offers what may find more.
struct NoUsage {
  let visit: Visit
  let title: String
  let advice: String
  var search: TableState?

  var body: PanelBody {
    let selection = visit.selection
    var actions: [(title: String, address: String)] = []
    if let search, !search.search.isEmpty {
      actions.append(
        (UsersTexts.removeSearch, selection.setting(search.panel + ".q", nil).setting(search.panel + ".by", nil).address(visit.path)))
    }
    if !selection.conditions.isEmpty { actions.append((UsersTexts.removeFilters, selection.unfiltered().address(visit.path))) }
    if selection.periodName != "all" { actions.append((UsersTexts.allTime, selection.during("all").address(visit.path))) }
    return PanelBody(EmptyState(title: title, advice: advice, actions: actions).html)
  }
}
