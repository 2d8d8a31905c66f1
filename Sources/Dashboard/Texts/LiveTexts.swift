import Usage

enum LiveTexts {
  static let title = "Live"
  static let latest = "Requests as they arrive"
  /// Without the script, which takes over from here.
  static let still = "Not live: reload the page to see what is new."
  static let connecting = "Connecting"
  static let live = "Live"
  static let polling = "Asking every two seconds: the live stream cannot be reached"
  static let offline = "The server cannot be reached; trying again"
  static let ended = "Signed out: reload the page to sign in"
  static let paused = "Paused"
  static let pause = "Pause"
  static let resume = "Continue"
  static let waiting = "new"
  static let minute = "In the last minute"
  static let second = "A second"
  static let failures = "Failed in the last minute"
  static let cost = "Cost in the last minute"
  static let more = "More came than can be shown:"

  static let time = "Time"
  static let model = "Model"
  static let provider = "Provider"
  static let operation = "Operation"
  static let user = "User"
  static let tokens = "Tokens"
  static let costColumn = "Cost"
  static let duration = "Duration"
  static let status = "Status"
  static func word(for status: RequestStatus) -> String { status == .failure ? "failed" : status.rawValue }

  static let nothing = "No request in the last 24 hours."
  static let nothingHere = "What an application records is here a second later. This records one:"
  static let filtered = "No request in the last 24 hours has what the filters ask for. Whatever comes and has it is shown here."
}
