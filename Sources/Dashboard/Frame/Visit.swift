import Accounts
import Usage
import Web

/// One reader's look at one page.
struct Visit: Sendable {
  /// The page's address without its query, the names in it filled in.
  let path: String
  let selection: Selection
  let parameters: QueryParameters
  let reader: Principal
  let inquiry: Inquiry
  let ports: Ports
  let now: Timestamp
  let server: ServerAddress
  let hasCharts: Bool
  let theme: Theme
  /// What was sent from a form of the page and did not go through.
  var form: FormState?
  /// What an action has to show, this once.
  var shown: HTML?
  let segments: [String: String]

  /// A `{name}` segment of the page's path, decoded.
  func segment(_ name: String) -> String { segments[name] ?? "" }

  /// How the reader wants the table of a panel.
  func table(_ panel: String) -> TableState { TableState(panel, parameters, path: path, selection: selection) }

  /// May change what is of the reader's projects.
  var isAdmin: Bool { reader.may(.projectAdministration) }

  /// May change what is of the whole installation.
  var administersAll: Bool { reader.may(.administration) }
}

extension Visit {
  /// The address of this very view with more in it: one of its panels, a format.
  func viewAddress(_ more: [(String, String)]) -> String {
    let own = parameters["q"].map { [("q", $0)] } ?? []
    return Address(path, selection.items + own + more).text
  }
}
