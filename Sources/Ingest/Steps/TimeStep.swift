import Usage

extension Step {
  /// An event without a time happened when it came. One from more than 10 years (of 365.25 days) ago or 24 hours ahead is a mistake.
  package static let time = Step("time") { (draft, context) throws(Rejection) in
    let now = context.now
    let timestamp = draft.timestamp ?? context.arrival
    guard timestamp >= now.adding(seconds: -315_576_000) else {
      throw Rejection(.outOfTime, field: "timestamp", "\(timestamp) is more than 10 years ago")
    }
    guard timestamp <= now.adding(seconds: 86_400) else {
      throw Rejection(.outOfTime, field: "timestamp", "\(timestamp) is more than 24 hours ahead")
    }
    draft.event.timestamp = timestamp
  }
}
