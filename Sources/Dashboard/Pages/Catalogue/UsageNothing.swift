import Semantics
import Usage
import Web

/// A page without any usage, and what to do about it.
struct UsageNothing: Sendable {
  let visit: Visit
  /// Where to find what there is, if the page is about one thing.
  var list: (title: String, path: String)?

  var panel: Panel {
    let selection = visit.selection
    var actions: [(title: String, address: String)] = []
    if !selection.conditions.isEmpty { actions.append((CatalogueTexts.removeFilters, selection.unfiltered().address(visit.path))) }
    if selection.periodName != "all" { actions.append((CatalogueTexts.allTime, selection.during("all").address(visit.path))) }
    if let list { actions.append((list.title, selection.address(list.path))) }
    let isEverything = selection.conditions.isEmpty && selection.periodName == "all"
    if isEverything, list == nil { actions.append((CatalogueTexts.toOverview, "/")) }
    let advice =
      isEverything
      ? CatalogueTexts.nothingEver : selection.conditions.isEmpty ? CatalogueTexts.nothingHere : CatalogueTexts.nothingWithFilters
    let state = EmptyState(title: CatalogueTexts.nothing, advice: advice, actions: actions).html
    return Panel("nothing", CatalogueTexts.summary) { PanelBody(state) }
  }
}
