import Web

/// The heading of a page and what its reader can choose.
struct PageHead {
  let page: any Page
  let visit: Visit
  let heading: String

  var html: HTML {
    """
    <div class="bar-top"><h1>\(heading)</h1>
    \(range)</div>
    \(done)\(problem)\(visit.shown)\
    \(page.controls.contains(.period) ? visit.selection.notices.map { Notice(.warning, "\($0)").html } : [])\
    \(page.controls.contains(.filters) ? FilterChips(path: visit.path, selection: visit.selection).html : nil)
    """
  }

  private var range: HTML? {
    guard page.controls.contains(.period) else { return nil }
    return RangeSwitch(
      path: visit.path, selection: visit.selection, now: visit.now, offersComparison: page.controls.contains(.comparison)
    ).html
  }

  private var done: HTML? {
    guard visit.form == nil, let name = visit.parameters["done"] else { return nil }
    return page.actions.first { $0.name == name }.map { Notice(.good, "\($0.done)").html }
  }

  /// What is wrong with no field of its own, where the form that was sent is not on the page any more.
  private var problem: HTML? {
    visit.form.flatMap(\.message).map { "<p class=\"problem\" role=\"alert\">\($0)</p>\n" }
  }
}
