import Accounts
import Web

/// A page of the dashboard: names its panels and what can be done on it. What surrounds it, and every way to its figures, is the frame's.
protocol Page: Sendable {
  /// Literal and `{name}` segments: "/models/{model}".
  var path: String { get }
  var title: String { get }
  /// What the navigation marks while the page is open.
  var place: NavigationPlace { get }
  /// Whether the navigation leads here. Details are reached from the page that lists them.
  var isListed: Bool { get }
  /// What a reader's key must allow.
  var permission: Permission { get }
  /// What the head of the page offers.
  var controls: PageControls { get }
  /// Modules of its own, by the names of their files.
  var scripts: [String] { get }
  /// What can be sent from the page's forms.
  var actions: [PageAction] { get }
  /// The first heading, where it is another than the title: the name of what a detail page is about.
  func heading(_ visit: Visit) async -> String
  /// In place of all panels; nil where the panels are to be shown.
  func replacement(_ visit: Visit) async -> HTML?
  /// Asks nothing yet: every panel asks for itself, all at the same time.
  func panels(_ visit: Visit) async -> [Panel]
}

extension Page {
  var isListed: Bool { true }
  var permission: Permission { .read }
  var controls: PageControls { .all }
  var scripts: [String] { [] }
  var actions: [PageAction] { [] }
  func heading(_ visit: Visit) async -> String { title }
  func replacement(_ visit: Visit) async -> HTML? { nil }

  func allows(_ reader: Principal) -> Bool { reader.may(permission) }
}
