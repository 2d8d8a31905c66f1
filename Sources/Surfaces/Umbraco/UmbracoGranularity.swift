import Semantics

/// How the two contracts read the word for a bucket's width.
enum UmbracoGranularity {
  /// nil where the word is none of them.
  static func read(_ text: String, _ contract: UmbracoContract) -> Granularity? {
    switch contract {
    case .documented: words[trimmed(text).lowercased()]
    case .implemented: member(text).map { $0 == 0 ? .hour : .day }
    }
  }

  static func message(_ text: String, _ contract: UmbracoContract) -> String {
    let valid = contract == .documented ? "hour, day, week, month" : "Hourly, Daily"
    return "Invalid granularity '\(text.prefix(200))'. Valid values: \(valid)"
  }

  static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  private static let words: [String: Granularity] = [
    "hour": .hour, "hourly": .hour, "day": .day, "daily": .day, "week": .week, "weekly": .week, "month": .month, "monthly": .month,
  ]

  /// As .NET reads a member of an enumeration: by name in any case, by number whether or not it is one of them, or as a list of names,
  /// whose numbers are united.
  private static func member(_ text: String) -> Int32? {
    let text = trimmed(text)
    if let number = Int32(text) { return number }
    var united: Int32 = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = members[trimmed(String(part)).lowercased()] else { return nil }
      united |= value
    }
    return united
  }

  private static let members: [String: Int32] = ["hourly": 0, "daily": 1]
}
