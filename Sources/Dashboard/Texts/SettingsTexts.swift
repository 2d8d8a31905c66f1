import Accounts
import Web

enum SettingsTexts {
  static let title = "Settings"
  static let server = "This server"
  static let version = "Version"
  static let data = "Data directory"
  static let size = "Database"
  static let zone = "Days and months in"
  static let memory = "Memory of the engine"
  static let content = "What people and models wrote"
  static let kept = "is kept"
  static let notKept = "is not kept"
  static let backup = "Backup"
  static let backupAdvice = "Consistent while the server runs; only what is new is copied. Restore makes a new data directory of it."
  static let apis = "Other products' APIs"
  static let api = "API"
  static let state = "State"
  static let on = "on"
  static let off = "off"
  static let base = "Begins at"
  static let apisNote = "Switched on and off by the setting apis, at the next start."
  static let settings = "Settings of the start"
  static let setting = "Setting"
  static let value = "Value"
  static let origin = "Set by"
  static let notSet = "not set"
  static let change = "How to set it"
  static let settingsNote =
    "They are read at the start: as a flag, else from the environment, else from the settings file (--config, a JSON object), else the default."
  static let retention = "Retention by tier"
  static let retentionNote = """
    Days until the job retention_cleanup sums requests up and empties what was written in the others; totals stay. Empty: for ever. A user has \
    the tier that their account names, else the one chosen here.
    """
  static let tier = "Tier"
  static let defaultTier = "Tier of users who have none"
  static let noTier = "none: kept for ever"
  static let save = "Save"
  static let saved = "The retention is saved. The next run of retention_cleanup goes by it."
  static let badDays = "must be a whole number of days from 1 to 36500, or empty"
  static let changed = "The tiers were changed by somebody else in the meantime; these are they now."
  static let moreTiers = "Other tiers and their limits are given by the API:"
  static let demo = "Demo data"
  static let removeDemo = "Remove the demo data"
  static let confirmDemo = "Remove everything that is marked as demo? Nothing else is touched."
  static let demoRemoved = "The demo data is gone."
  static func demoCount(_ count: HTML) -> HTML {
    "\(count) requests here are made up, and so are the users, chats, ratings, executions, agents and budgets whose ids begin with demo-."
  }
  static let noDemo = "There is none."
  static func days(of kind: String, in tier: String) -> String { "\(tier): days that \(kind) are kept" }

  static func words(_ kind: RetainedKind) -> String {
    switch kind {
    case .requests: "requests"
    case .messages: "messages"
    case .executions: "executions"
    case .feedback: "feedback"
    case .chats: "chats"
    }
  }
}
