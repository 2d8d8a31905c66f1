enum KeysTexts {
  static let title = "Keys"
  static let keys = "API keys"
  static let create = "Make a key"
  static let name = "Name"
  static let hint = "Begins with"
  static let scope = "Scope"
  static let project = "Project"
  static let allProjects = "all"
  static let projectHint = "empty: all projects"
  static let created = "Created"
  static let lastUsed = "Last used"
  static let never = "never"
  static let expires = "Expires"
  static let lastDay = "Last day"
  static let lastDayHint = "empty: it does not expire"
  static let state = "State"
  static let inUse = "in use"
  static let expired = "expired"
  static let revoked = "revoked"
  static let revoke = "Revoke"
  static let done = "The key was revoked."
  static let made = "The key is made."
  static let once = "This is its secret. It is shown this once and stored nowhere:"
  static let copy = "Copy"
  static let back = "Done"
  static let badDate = "must be a day that is not over yet"
  static let scopes = [
    ("ingest", "ingest: record events"), ("read", "read: ask and look"), ("admin", "admin: all"),
  ]

  static func confirm(_ name: String) -> String { "Revoke \(name)? What uses it is refused at once, and it cannot be taken back." }
  static func confirmOwn(_ name: String) -> String { "Revoke \(name)? You are signed in with it: this ends your own session." }
}
