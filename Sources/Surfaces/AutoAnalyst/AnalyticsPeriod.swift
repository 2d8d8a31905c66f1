import Semantics
import Usage
import Web

/// The stretch of time of an answer: so many times 24 hours up to now, both ends included, and the UTC dates that it touches, one more
/// than it has days.
struct AnalyticsPeriod {
  /// As it was sent: whatever cannot be read means thirty days, and is repeated to the caller all the same.
  let text: String
  let days: Int64
  let now: Timestamp

  static let parameter = Parameter.query("period", .string, "`7d`, `30d` or `90d`; anything else means `30d`.")

  init(_ query: QueryParameters, now: Timestamp) {
    self.init(query.all("period").last ?? "30d", now: now)
  }

  init(_ text: String = "30d", now: Timestamp) {
    self.text = text
    self.now = now
    days =
      switch text {
      case "7d": 7
      case "90d": 90
      default: 30
      }
  }

  var start: Timestamp { now.adding(seconds: -days * 86_400) }
  var interval: Interval { Interval(from: start, to: now.adding(microseconds: 1)) }
  /// Without an upper bound: events from clocks that run ahead count as well.
  var openInterval: Interval { Interval(from: start, to: nil) }

  var startDate: CivilDate { start.utcDate }
  var endDate: CivilDate { now.utcDate }
  var dates: [CivilDate] { (startDate.daysSinceEpoch...endDate.daysSinceEpoch).map(CivilDate.init(daysSinceEpoch:)) }

  /// The members that most answers begin with.
  func writeAll(to json: inout JSONWriter) {
    json.member("period", text)
    writeDates(to: &json)
  }

  func writeDates(to json: inout JSONWriter) {
    json.member("start_date", startDate.description)
    json.member("end_date", endDate.description)
  }
}

extension Timestamp {
  /// As the contract has it: six digits behind the point, or none.
  var analyticsText: String {
    let text = description
    return text.utf8.count == 24 ? text.dropLast() + "000Z" : text
  }

  var utcDate: CivilDate { CivilDate(daysSinceEpoch: microseconds.floorDivided(by: CivilDate.microsecondsPerDay).quotient) }
}
