import Accounts
import Usage
import Web

/// What surrounds the content of every page.
struct Layout {
  let assets: AssetLibrary
  let page: any Page
  let visit: Visit
  let heading: String

  func html(_ content: HTML) -> HTML {
    """
    \(DocumentHead(title: heading, assets: assets, scripts: page.scripts, theme: visit.theme).html)
    <body>
    <a class="skip" href="#content">\(FrameTexts.skip)</a>
    <header class="site">
    <button class="quiet menu" type="button" popovertarget="pages"><span aria-hidden="true">☰</span><span class="hidden">\(FrameTexts.menu)</span></button>
    <a class="brand" href="/" aria-label="\(FrameTexts.product)">\(Brand.mark)<span>\(FrameTexts.product)</span></a>
    \(search)
    \(account)
    </header>
    <div class="frame">
    \(Navigation(pages: Pages.all, current: page, visit: visit).html)
    <main id="content" tabindex="-1">
    \(content)
    <footer class="site"><p>\(FrameTexts.estimates)</p><nav aria-label="\(FrameTexts.documentation)"><a href="/docs">\(FrameTexts.api)</a></nav></footer>
    </main>
    </div>
    \(ShortcutSheet(pages: Pages.all, reader: visit.reader).html)
    </body>
    </html>

    """
  }

  private var search: HTML {
    """
    <form class="search" role="search" action="/search"><input id="search" type="search" name="q"\(words) placeholder="\(FrameTexts.searchEverywhere)" \
    aria-label="\(FrameTexts.searchEverywhere)" aria-keyshortcuts="/" maxlength="200" autocomplete="off"><kbd aria-hidden="true">/</kbd></form>
    """
  }

  /// What the page's answer is about stays in the field.
  private var words: HTML? {
    guard visit.path == SearchPage().path, let words = visit.parameters["q"] else { return nil }
    return " value=\"\(String(words.prefix(200)))\""
  }

  private var account: HTML {
    """
    <div class="account">
    <button class="quiet round" type="button" data-theme-switch hidden aria-label="\(FrameTexts.colours)"><span aria-hidden="true">◐</span></button>
    <button class="quiet round" type="button" data-help hidden aria-label="\(FrameTexts.help)"><span aria-hidden="true">?</span></button>
    <form method="post" action="/sign-out"><span class="who">\(visit.reader.name)\(project)</span>\
    <button class="quiet" type="submit">\(FrameTexts.signOut)</button></form>
    </div>
    """
  }

  private var project: HTML? {
    guard case .only(let project) = visit.reader.projects else { return nil }
    return " · \(FrameTexts.project) \(project.text)"
  }
}
