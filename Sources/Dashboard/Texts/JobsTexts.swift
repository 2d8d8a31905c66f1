import Jobs

enum JobsTexts {
  static let title = "Jobs"
  static let jobs = "What runs by itself"
  static let runs = "Latest runs"
  static let job = "Job"
  static let schedule = "Schedule"
  static let state = "State"
  static let lastRun = "Last run"
  static let nextRun = "Next run"
  static let started = "Started"
  static let slot = "For"
  static let trigger = "Trigger"
  static let duration = "Duration"
  static let counts = "Counts"
  static let error = "Error"
  static let changes = "Changes"
  static let search = "Find runs of a job"
  static let running = "running"
  static let never = "never ran"
  static let idle = "idle"
  static let run = "Run now"
  static let dryRun = "Dry run"
  static let begun = "The run has begun. Its line below tells how it goes."
  static let noRuns = "Nothing ran yet"
  static let noRunsAdvice = "Each job runs when its time comes. Run one now, or make a dry run, which changes nothing and counts the same."
  static let noSuchRuns = "No run of such a job"
  static let noSuchRunsAdvice = "Search for a part of a job's name."
  static let audit = "what it changed"
  static let nothing = "nothing to do"
  static let reload = "Look again"

  static func confirm(_ job: String) -> String { "Run \(job) now? What it does cannot be undone; a dry run counts it first." }

  static func words(_ trigger: JobRun.Trigger, isDryRun: Bool) -> String {
    let word =
      switch trigger {
      case .slot: "on time"
      case .catchup: "made up for"
      case .manual: "by hand"
      }
    return isDryRun ? word + ", dry run" : word
  }

  static func words(_ status: JobRun.Status) -> String {
    switch status {
    case .running: running
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .stopped: "stopped"
    }
  }

  /// "requests 12, chats 3"
  static func counts(_ counts: [String: Int64]) -> String {
    let done = counts.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    let words = done.map { "\($0.key.replacing("_", with: " ")) \(Figure.grouped($0.value))" }
    return words.isEmpty ? nothing : words.joined(separator: ", ")
  }
}
