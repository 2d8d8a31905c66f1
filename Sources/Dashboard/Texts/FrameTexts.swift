import Accounts

/// What the frame says. All words of the pages are in this folder, so that a translation has one place.
enum FrameTexts {
  static let language = "en"
  static let product = "Weir"
  static let skip = "Skip to the content"
  static let pages = "Pages"
  static let menu = "Menu"
  static let search = "Search"
  static let searchEverywhere = "Find a user or model"
  static let signOut = "Sign out"
  static let colours = "Colours"
  static let help = "Keyboard shortcuts"
  static let close = "Close"
  static let time = "Time"
  static let table = "Table"
  static func table(of title: String) -> String { "Table: " + title }
  static let estimates = "Costs are estimates at the prices in force when a request was made."
  static let documentation = "Documentation"
  static let api = "API"
  static let project = "project"

  static let of = "of"
  static let showQuery = "Show the query"
  static let queryNote = "This call of the API gives the same figures."
  static let openQuery = "Open the answer"
  static let copy = "Copy"
  static let loadPanel = "Load this panel"
  static let panelFailed = "This panel could not be loaded. Try again."
  static let noSuchPanel = "This page has no such panel."
  static let noFigures = "This panel has no figures."

  static func pages(of list: String) -> String { "Pages: " + list }
  static let previous = "Previous"
  static let next = "Next"
  static let newest = "To the newest"
  static func page(_ page: Int) -> String { "Page \(page)" }
  static func page(_ page: Int, of count: Int) -> String { "Page \(page) of \(count)" }

  static let period = "Period"
  static let from = "From"
  static let to = "To"
  static let apply = "Apply"
  static let custom = "Custom"
  static let compare = "Compare"
  static let comparePrevious = "with the period before"
  static let compareNone = "with nothing"
  static let periods = [
    ("24h", "24 h"), ("7d", "7 days"), ("30d", "30 days"), ("90d", "90 days"), ("month", "This month"), ("year", "This year"),
    ("all", "All time"),
  ]

  static let adminOnly = "This page needs a key with the scope admin. Yours may read."
  static let wholeOnly = "This page is about the whole installation: it needs a key of all projects. Yours is bound to one."
  static let actionUnknown = "The form is not of this page."
  static let actionForbidden = "This needs a key with the scope admin. Yours may read."
  static let wholeAction = "This is the whole installation's: it needs a key of all projects. Yours is bound to one."

  static func closedPage(_ lack: Principal.Lack) -> String {
    switch lack {
    case .scope: adminOnly
    case .reach: wholeOnly
    }
  }

  static func closedAction(_ lack: Principal.Lack) -> String {
    switch lack {
    case .scope: actionForbidden
    case .reach: wholeAction
    }
  }

  /// Keys of every page and what they do; the script knows the same keys.
  static let shortcuts = [
    ("/", "Find a user or model"), ("?", "This sheet"), ("1 – 7", "Period: 24 hours to all time"), ("x", "Remove all filters"),
    ("t", "Light, dark or the system's colours"),
  ]

  static func title(of group: NavigationPlace.Group) -> String {
    switch group {
    case .usage: "Usage"
    case .spending: "Spending"
    case .quality: "Quality"
    case .operations: "Operations"
    case .administration: "Administration"
    }
  }
}
