import Web

enum OverviewTexts {
  static let title = "Overview"
  static let usage = "Usage"
  static let summary = "Summary"
  static let cost = "Estimated cost"
  static let requests = "Requests"
  static let tokens = "Tokens"
  static let users = "Users"
  static let providers = "Providers"
  static let models = "Models"
  static let p95 = "95% done within"
  static let perUser = "Users and their budgets"
  static let nobody = "Nobody used anything in this period."
  static let successRate = "Success rate"
  static let nothingPriced = "no request has a price"
  static func against(_ window: HTML) -> HTML { "Changes are against \(window)." }
  static let courses = "The courses of the figures"
  static let byHour = "Cost and requests by hour"
  static let byDay = "Cost and requests by day"
  static let hour = "Hour"
  static let day = "Day"
  static func by(_ attribute: String) -> String { "By " + attribute.lowercased() }

  static let noUsage = "No usage in this period"
  static let nothingRecorded = "Nothing was recorded here."
  static let nothingWithFilters = "Nothing was recorded here with these filters."
  static let removeFilters = "Remove the filters"
  static let allTime = "Look at all time"
}
