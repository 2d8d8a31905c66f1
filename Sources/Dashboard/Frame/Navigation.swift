import Accounts
import Web

/// The way to all pages. On wide screens it stands beside the page, on narrow ones it opens over it.
struct Navigation {
  let pages: [any Page]
  let current: any Page
  let visit: Visit

  var html: HTML {
    """
    <nav class="side" id="pages" popover aria-label="\(FrameTexts.pages)">
    \(NavigationPlace.Group.allCases.map(group))</nav>
    """
  }

  private func group(_ group: NavigationPlace.Group) -> HTML {
    let members = NavigationPlace.allCases.filter { $0.group == group }.flatMap { place in
      pages.filter { $0.isListed && $0.place == place && $0.allows(visit.reader) }
    }
    guard !members.isEmpty else { return "" }
    return """
      <p class="group" id="group-\(group.rawValue)">\(FrameTexts.title(of: group))</p>
      <ul aria-labelledby="group-\(group.rawValue)">\(members.map(link))</ul>

      """
  }

  private func link(_ page: any Page) -> HTML {
    // The search is on no page of the list.
    let isCurrent = page.path == current.path, isAbove = page.path != "/" && current.path.hasPrefix(page.path + "/")
    let mark: HTML? = isCurrent ? " aria-current=\"page\"" : isAbove ? " aria-current=\"true\"" : nil
    let address = visit.selection.address(page.path)
    return "<li><a href=\"\(address)\"\(mark)>\(NavigationIcon(page.place).html)\(page.title)</a></li>"
  }
}
