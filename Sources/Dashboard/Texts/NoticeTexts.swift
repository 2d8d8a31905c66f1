import Web

/// What is said where something of an address makes no sense, or a panel has no answer.
enum NoticeTexts {
  static let dates = "The dates make no period: a date is written 2026-03-31, and the first comes before the last."
  static let tooLong = "A period of dates is at most ten years long; “All time” has everything."
  static func period(_ wish: String) -> String { "There is no period “\(wish)”; these are the last 30 days." }
  static func zone(_ wish: String, used zone: String) -> String { "There is no time zone “\(wish)”; \(zone) is used." }
  static func filters(_ limit: Int) -> String { "Only the first \(limit) filters are used." }

  static func timeout(_ seconds: Int64) -> String {
    "This took longer than \(seconds) seconds and was stopped. A shorter period is answered sooner."
  }
  static func tooManyRows(_ limit: Int) -> String { "The answer has more than \(limit) rows. Take a shorter period or add a filter." }
  static let outOfMemory = "This needs more memory than one query may use. Take a shorter period or add a filter."
  static let cancelled = "This was stopped before it was done."
  static let unavailable = "The database cannot be reached just now. Try again in a moment."
  static func failed(_ requestID: String) -> String {
    "This could not be answered. The server's log has the reason under the request id \(requestID)."
  }

  static func unpriced(_ count: Int64) -> (subject: HTML, rest: String) {
    count == 1
      ? ("1 request has no price", "and it is not in the cost.")
      : ("\(Figure(.integer(count)).inText) requests have no price", "and they are not in the cost.")
  }
  static let which = "Show which"
  static let price = "Price them"
}
