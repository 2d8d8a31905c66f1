import Accounts
import Web

/// The keys that pages listen to. The script reads from here which letter leads where, so that none leads to a page that is not there.
struct ShortcutSheet {
  let pages: [any Page]
  let reader: Principal

  static let letters: [(letter: String, place: NavigationPlace)] = [
    ("o", .overview), ("m", .models), ("u", .users), ("c", .costs), ("b", .budgets), ("p", .prices), ("l", .live), ("i", .ingestion),
    ("j", .jobs), ("k", .keys), ("s", .settings),
  ]

  private var targets: [(letter: String, page: any Page)] {
    Self.letters.compactMap { letter, place in
      pages.first { $0.isListed && $0.place == place && $0.allows(reader) }.map { (letter, $0) }
    }
  }

  var html: HTML {
    """
    <dialog id="shortcuts" aria-labelledby="shortcuts-title"><h2 id="shortcuts-title">\(FrameTexts.help)</h2>
    <dl class="facts">\(FrameTexts.shortcuts.map { "<div><dt><kbd>\($0.0)</kbd></dt><dd>\($0.1)</dd></div>" })\
    \(targets.map { target in
      "<div data-letter=\"\(target.letter)\" data-path=\"\(target.page.path)\"><dt><kbd>g \(target.letter)</kbd></dt><dd>\(target.page.title)</dd></div>"
    })</dl>
    <form method="dialog"><button type="submit">\(FrameTexts.close)</button></form></dialog>
    """
  }
}
