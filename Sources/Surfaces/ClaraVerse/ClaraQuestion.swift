import Semantics
import Usage
import Web

/// What the optional parameters say. The original has none of them, so none is needed.
struct ClaraQuestion {
  let days: Int64?
  let zone: Zone
  let isCSV: Bool
  let isWrapped: Bool
  let now: Timestamp
  let scope: ProjectScope

  static let standardDays: Int64 = 30
  static let zoneParameter = Parameter.query("tz", .string, "The IANA time zone of days; UTC if absent.")
  static let formatParameter = Parameter.query("format", .oneOf(["json", "csv"]), "`csv`: the rows as a table.")
  static let wrapParameter = Parameter.query("envelope", .oneOf(["0", "1", "false", "true"]), "`1`: the list as a member of an object.")

  static func daysParameter(_ description: String) -> Parameter { .query("days", .integer(1...365), description) }

  /// - Throws: 400 with everything that cannot be read.
  init(_ call: Call, now: Timestamp) throws(Problem) {
    var reader = ClaraParameters(call.query)
    days = reader.integer("days", in: 1...365)
    zone = reader.zone("tz")
    isCSV = reader.word("format", of: ["json", "csv"]) == "csv"
    isWrapped = ["1", "true"].contains(reader.word("envelope", of: ["0", "1", "false", "true"]) ?? "0")
    try reader.check()
    self.now = now
    scope = try call.principal.projects
  }

  /// As many as were asked for, today the last.
  var calendar: CalendarDays { CalendarDays(days ?? Self.standardDays, through: now, in: zone) }
  var today: CalendarDays { calendar.lastDay }
  /// All time, unless days were asked for.
  var interval: Interval { days == nil ? .always : calendar.interval }
  var activeSince: Timestamp { now.adding(seconds: -ClaraVerseAPI.activeMinutes * 60) }
}
