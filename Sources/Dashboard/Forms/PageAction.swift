import Accounts
import Web

/// Something that a form of a page does. It is sent by POST to the page's own address with `action` naming it; the server takes it only
/// from its own pages and only from keys that may.
struct PageAction: Sendable {
  enum Outcome: Sendable {
    /// The page is shown anew, by default itself, and says so.
    case done(to: String? = nil)
    /// The page is shown with the form as it was filled in and what is wrong, by the fields' names.
    case refused([String: String], message: String? = nil)
    /// The page is shown with this on it, once: the secret of a new key.
    case show(HTML)
  }

  let name: String
  var permission = Permission.administration
  /// Said on the page afterwards.
  let done: String
  /// How long it may take where that is longer than usual.
  var patience: Duration?
  /// An error that is thrown is said in words at the head of the page.
  let perform: @Sendable (Visit, QueryParameters) async throws -> Outcome

  init(
    _ name: String, _ permission: Permission = .administration, done: String, patience: Duration? = nil,
    perform: @escaping @Sendable (Visit, QueryParameters) async throws -> Outcome
  ) {
    self.patience = patience
    self.name = name
    self.permission = permission
    self.done = done
    self.perform = perform
  }
}
