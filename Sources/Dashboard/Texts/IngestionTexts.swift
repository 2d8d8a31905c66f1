import Ingest

enum IngestionTexts {
  static let title = "Ingestion"
  static let state = "Since the start of the server"
  static let accepted = "Accepted"
  static let duplicates = "Duplicates"
  static let rejected = "Rejected"
  static let refused = "Requests turned away"
  static let queued = "Waiting for the journal"
  static let unstored = "Waiting for the store"
  static let lag = "Oldest has waited"
  static let commit = "Average commit"
  static let store = "Average batch stored"
  static let journal = "Journal on disk"
  static let bytes = "bytes"
  static func journalFails(_ reason: String) -> String { "The journal cannot be written, so no events are taken: \(reason)" }
  static func storeFails(_ reason: String) -> String { "The store does not take events; the journal keeps them until it does: \(reason)" }

  static let verdicts = "What became of events, in the last 24 hours"
  static let time = "Time"
  static let historyNote = "In steps of ten minutes. It is kept in memory: what came before the server's start is not in it."
  static let reasons = "Why events were rejected"
  static let reason = "Reason"
  static let events = "Events"
  static let share = "Share"
  static let noRejections = "No event was rejected in the last 24 hours."
  static let delays = "How long after they happened events came in"
  static let delay = "Delay"
  static let noEvents = "No event came in the last 24 hours. What is replayed or came with the demo is not counted here."
  static let ahead = "before they happened: the sender's clock is ahead"
  static let later = "later"
  static func within(_ seconds: Int64) -> String {
    switch seconds {
    case ..<60: "within \(seconds) s"
    case 60..<3600: "within \(seconds / 60) min"
    default: "within \(seconds / 3600) h"
    }
  }

  static func meaning(of code: Rejection.Code) -> String {
    switch code {
    case .malformed: "Not of the form that was expected"
    case .missing: "A field that must be there is not"
    case .wrongType: "A field has a value of another type"
    case .invalid: "A value out of its range"
    case .outOfTime: "A time too far in the past or the future"
    }
  }

  static let quarantine = "Quarantine"
  static let quarantineNote = "Rejected events wait here, at most 100,000 of them, until somebody replays or discards them."
  static let empty = "No rejected events"
  static let emptyAdvice =
    "An event that cannot be recorded is kept here with what was received and the reason, so that the cause can be mended."
  static let received = "Received"
  static let code = "Reason"
  static let message = "What is wrong"
  static let project = "Project"
  static let anyProject = "any"
  static let source = "Source"
  static let payload = "Payload"
  static let show = "Show"
  static func cut(_ count: Int) -> String { "… \(count) more characters" }
  static let action = "Action"
  static let replay = "Replay"
  static let discard = "Discard"
  static let replayAll = "Replay all"
  static let discardAll = "Discard all"
  static let discardAllQuestion = "The payloads of all rejected events, at most 10,000 at once, are forgotten."
  static let discarded = "It is discarded."
  static let replayed = "They were read again."
  static func replayed(_ accepted: Int, _ duplicates: Int, _ rejected: Int) -> String {
    "Read again: \(accepted) recorded, \(duplicates) known already, \(rejected) rejected again."
  }
  static let unavailable = "This server records nothing."
}
