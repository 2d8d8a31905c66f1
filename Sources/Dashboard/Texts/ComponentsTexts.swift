/// What the parts say that many pages are made of.
enum ComponentsTexts {
  static let none = "none"
  static let yes = "yes"
  static let no = "no"
  static let unpriced = "unpriced"

  static let cost = "Cost"
  static let requests = "Requests"
  static let share = "Share"
  static let shareOfCost = "Share of cost"
  static let shareOfRequests = "Share of requests"
  static let allOthers = "all others"
  static let nothing = "Nothing here in this period. A longer one may have something."

  static let soFar = "so far"
  static func drawing(of title: String) -> String { "\(title): a chart of the table below" }
  static let noLibrary = "There is no chart: the server was started without its chart library. The figures are all here."

  static let filters = "Filters"
  static let removeAll = "Remove all"
  static let isValue = "is"
  static func remove(_ filter: String) -> String { "Remove the filter \(filter)" }
  static func tag(_ key: String) -> String { "Tag " + key }

  static let utc = "Days in UTC"
  static func days(in zone: String, now offset: String) -> String { "Days in \(zone), now \(offset)" }
  static func show(in zone: String) -> String { "Show in \(zone)" }

  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}
