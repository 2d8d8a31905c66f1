enum SignInTexts {
  static let title = "Sign in"
  static let key = "API key"
  static let keyNote = "A key with the scope read or admin. It stays on this server; the browser keeps a session of 14 days."
  static let noKey = "No key at hand?"
  static let noKeyHelp = "The first start of the server printed one. On the machine it runs on, this makes another:"
  static let link = "This link works once. The browser then keeps a session of 14 days."
  static let open = "Open the dashboard"
  static let spentTitle = "Link not valid"
  static let spent = "This link is no longer valid"
  static let spentNote = "It was used, is older than a day, or the server was started anew since. You can still sign in with a key."
  static let withKey = "Sign in with a key"
  static let foreign = "Not signed in"
  static let foreignNote = "The form was sent from another site."
  static let here = "Sign in here"
  static let expired = "This key has expired."
  static let revoked = "This key was revoked."
  static let unknown = "This key is not known."
  static func onlyRecords(_ name: String) -> String { "The key “\(name)” may only record usage. Take one with the scope read or admin." }
  static func overrun(_ wait: Int) -> String {
    "Too many wrong keys came from your address. Wait \(wait) \(wait == 1 ? "second" : "seconds"), then try again."
  }
}
