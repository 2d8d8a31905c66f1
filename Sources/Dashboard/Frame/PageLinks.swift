import Semantics
import Web

/// The addresses of things that have a page.
enum PageLinks {
  static func model(_ name: String) -> String { "/models/" + PercentEncoding.encode(name) }
  static func provider(_ name: String) -> String { "/providers/" + PercentEncoding.encode(name) }
  static func user(_ id: String) -> String { "/users/" + PercentEncoding.encode(id) }
  static func chat(_ id: String) -> String { "/chats/" + PercentEncoding.encode(id) }
  static func search(_ words: String) -> String { Address("/search", [("q", words)]).text }
}

extension Selection {
  /// The page of a user, for the same period and filters.
  func address(user id: String) -> String { address(of: id, .user, PageLinks.user) }

  /// The page of a chat. It shows all of the chat, whatever the period.
  func address(chat id: String) -> String { address(of: id, .chat, PageLinks.chat) }

  private func address(of id: String, _ attribute: Attribute, _ page: (String) -> String) -> String {
    let others = conditions.filter { $0.name == attribute.name }.reduce(self) { $0.without($1) }
    // Browsers take these for ways to other folders, however they are written.
    guard !["", ".", ".."].contains(id) else { return others.narrowed(to: Condition(attribute, id)).address("/") }
    return others.address(page(id))
  }
}
