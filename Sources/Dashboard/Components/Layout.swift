import Accounts
import Usage
import Web

/// What surrounds the content of every page.
struct Layout {
  let assets: AssetLibrary
  let page: any Page
  let visit: Visit

  func html(_ content: HTML) -> HTML {
    """
    \(DocumentHead(title: page.title, assets: assets).html)
    <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header class="site">
    <a class="brand" href="/">\(Brand.mark)<span>Weir</span></a>
    \(navigation)
    \(account)
    </header>
    <main id="content">
    \(content)
    </main>
    <footer class="site">
    <p>Costs are estimates at the prices in force when a request was made.</p>
    <nav aria-label="Documentation"><a href="/docs">API</a></nav>
    </footer>
    </body>
    </html>

    """
  }

  /// Nothing to choose from while there is one page.
  private var navigation: HTML? {
    guard Pages.all.count > 1 else { return nil }
    return "<nav class=\"pages\" aria-label=\"Pages\">\(Pages.all.map(link))</nav>"
  }

  private func link(_ other: any Page) -> HTML {
    let isCurrent = other.path == page.path
    return "<a href=\"\(visit.selection.address(other.path))\"\(" aria-current=\"page\"", if: isCurrent)>\(other.title)</a>"
  }

  private var account: HTML {
    """
    <form class="account" method="post" action="/sign-out">
    <span class="who">\(visit.reader.name)\(project)</span>
    <button class="quiet" type="submit">Sign out</button>
    </form>
    """
  }

  private var project: HTML? {
    guard case .only(let project) = visit.reader.projects else { return nil }
    return " · project \(project.text)"
  }
}
