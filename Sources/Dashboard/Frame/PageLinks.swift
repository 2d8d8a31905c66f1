import Web

/// The addresses of things that have a page.
enum PageLinks {
  static func model(_ name: String) -> String { "/models/" + PercentEncoding.encode(name) }
  static func provider(_ name: String) -> String { "/providers/" + PercentEncoding.encode(name) }
  static func user(_ id: String) -> String { "/users/" + PercentEncoding.encode(id) }
  static func search(_ words: String) -> String { Address("/search", [("q", words)]).text }
}
